"""Long work in progress: how far it is, and what came of it. Each person sees their own."""

from flask import Blueprint, Response, abort, current_app, url_for

from webapp.extensions import db
from webapp.queries import jobs as queries
from webapp.queries.jobs import JobView
from webapp.web.downloads import stored
from webapp.web.guards import me, needs
from webapp.web.render import page

bp = Blueprint("jobs", __name__)


@bp.get("/jobs/<int:job_id>")
@needs("job.view")
def show(job_id: int) -> Response:
    """How far it is; asks again by itself while it waits or runs."""
    job = _own(job_id)
    target = url_for(job.page["endpoint"], **job.page["values"]) if job.page else None
    return page("jobs/show.html", job=job, ahead=queries.ahead(db.session, job) if job.waits else 0, target=target)


@bp.get("/jobs/<int:job_id>/file")
@needs("job.view")
def file(job_id: int) -> Response:
    """The file that came of it, always as a download."""
    job = _own(job_id)
    if job.file_digest is None:
        abort(404)
    return stored(current_app.config["OFFICE"].results_dir, job.file_digest, job.file_name or "tep")


def _own(job_id: int) -> JobView:
    return queries.job(db.session, job_id, person_id=me().person_id) or abort(404)
