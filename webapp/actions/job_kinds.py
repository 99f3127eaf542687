"""The one table of long work: which kind is carried out by which handler. A new kind is one row here."""

from webapp.actions import import_jobs, report_exports
from webapp.actions.jobs import Handler

KINDS: dict[str, Handler] = {
    import_jobs.KIND: import_jobs.carry_out,
    report_exports.KIND: report_exports.carry_out,
}
