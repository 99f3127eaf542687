"""A filter that a person wants to keep."""

from urllib.parse import parse_qsl, urlencode

from webapp.forms.fields import LedgerForm, Line

PARAMS = ("loc", "chuong_trinh", "co_quan", "diem", "linh_vuc", "loai")
"""What may stand in a filter's address."""
LONGEST = 80


class FilterForm(LedgerForm):
    """Its name, and its address."""

    name = Line("Tên bộ lọc", required="Đặt tên cho bộ lọc.", longest=LONGEST)
    query = Line("Bộ lọc", longest=600)

    @property
    def address(self) -> str:
        """The query as the page writes it: known parameters only, each once."""
        said = {name: value[:LONGEST] for name, value in parse_qsl(self.query.data, keep_blank_values=True)}
        return urlencode({name: said[name] for name in PARAMS if name in said})
