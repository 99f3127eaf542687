"""What a person looks for."""

from typing import Any, ClassVar

from htmx_flask import request
from wtforms import SearchField

from webapp.forms.fields import LedgerForm, tidy

LONGEST = 200


class SearchForm(LedgerForm):
    """The words of ``?q=``. It changes nothing, so it carries no proof; what is too long is cut, not refused."""

    class Meta(LedgerForm.Meta):
        csrf: ClassVar[bool] = False

    q = SearchField("Từ cần tìm", filters=[tidy, lambda text: (text or "")[:LONGEST]])

    def __init__(self, **options: Any) -> None:
        super().__init__(formdata=request.args, **options)
