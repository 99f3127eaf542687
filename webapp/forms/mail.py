"""What a monitor fills in to write a mail into its task."""

from typing import Any

from wtforms import SelectField

from webapp.forms.fields import options
from webapp.forms.tasks import ReportForm


class MailReportForm(ReportForm):
    """A report of completion whose evidence may be a file of the mail itself."""

    attachment = SelectField("Minh chứng trong thư", coerce=int, default=0)

    def __init__(self, *args: Any, files: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.attachment.choices = options([(0, "Không lấy tệp nào"), *files])
