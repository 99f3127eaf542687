"""A template that is sent."""

from flask_wtf.file import FileRequired
from wtforms import FileField

from webapp.forms.fields import LedgerForm, Line


class TemplateForm(LedgerForm):
    """Its name, and the Word file."""

    name = Line("Tên mẫu", required="Đặt tên cho mẫu.", longest=80)
    file = FileField("Tệp Word (.docx)", validators=[FileRequired("Chọn tệp mẫu.")])
