"""The one table of long work: which kind is carried out by which handler. A new kind is one row here."""

from webapp.actions import report_exports
from webapp.actions.jobs import Handler

KINDS: dict[str, Handler] = {
    report_exports.KIND: report_exports.carry_out,
}
