"""The pages of a draft: the review with whatever form was refused, the preview of issuing, and "too late"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, TypeVar

from flask import Response, abort, flash, redirect, url_for
from htmx_flask import request

from webapp import clock
from webapp.actions import issues, learned_names
from webapp.actions.proposals import as_seen
from webapp.extensions import db
from webapp.extraction.cuts import cut_points
from webapp.forms.fields import options
from webapp.forms.imports import CorrectionForm, DetailsForm, DutyForm, IssueForm, SplitForm
from webapp.models import AgencyKind, Import, ImportState, Proposal
from webapp.queries import imports as queries
from webapp.queries import targets
from webapp.queries.directory import bearers
from webapp.queries.imports import Draft, Group, ProposalRow
from webapp.rules.deadlines import NO_DEADLINE
from webapp.rules.words import AgencyRole, Recurrence
from webapp.views import issue_plan, review
from webapp.views.differences import Difference
from webapp.views.new_names import Offer, offers, unknown
from webapp.views.review import Review
from webapp.views.review_cards import is_complete
from webapp.web.context import thresholds, work_calendar
from webapp.web.paging import page_number, page_of
from webapp.web.render import page

AnyDuty = TypeVar("AnyDuty", bound=DutyForm)
SHORT_TITLE = 80
ISSUED_BY = re.compile(r" của .+?(?= (?:thực hiện|triển khai|về)\b)")
"""What a title says of its issuer: "Chương trình hành động [của Ban Thường vụ …] thực hiện Nghị quyết …"."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A form of the review page that was sent and could not be taken, and the proposal it is about.

    ``versions`` say in what the proposal, changed by somebody meanwhile, differs from the form.
    """

    proposal_id: int | None = None
    correction: CorrectionForm | None = None
    split: SplitForm | None = None
    details: DetailsForm | None = None
    versions: tuple[Difference, ...] = ()


def answer(import_id: int, bound: Bound | None = None, status: int = 200) -> Response:
    """The review page of a draft; 404 when there is none."""
    if bound:
        db.session.rollback()
    draft, groups = _read(import_id)
    bound = bound or Bound()
    in_hand = _in_hand(draft, bound.proposal_id)
    view = _review(draft, groups, in_hand.id if in_hand else None)
    return page(
        "imports/show.html",
        status,
        draft=draft,
        view=view,
        kept=kept_filter(),
        pager=page_of(view.found, view.number, review.PER_PAGE),
        correction=bound.correction or (_correction(draft, in_hand, groups) if in_hand else None),
        split=bound.split or (_split(draft, in_hand) if in_hand else None),
        offers=_offers(draft, view),
        kinds=list(AgencyKind),
        versions=bound.versions,
        words_before_cut=_first_words(draft, in_hand) if in_hand else "",
        details=bound.details or DetailsForm(formdata=None, obj=draft),
        details_open=bound.details is not None,
        goals=targets.count(db.session, import_id),
        form_errors=status != 200,
    )


def preview(import_id: int, form: IssueForm | None = None, status: int = 200) -> Any:
    """The preview of "Ban hành": what it makes, and what stands in its way."""
    draft, groups = _read(import_id)
    if draft.state is not ImportState.DRAFT:
        return redirect(url_for("imports.show", import_id=import_id), 303)
    form = form or IssueForm(formdata=None, short_title=_short(draft.title))
    form.seen.data = issues.fingerprint(draft)
    return page(
        "imports/issue.html",
        status,
        draft=draft,
        plan=issue_plan.plan(draft, _review(draft, groups, None).cards, groups, clock.today()),
        obstacles=issues.obstacles(draft, groups),
        twin=queries.issued_text(db.session, draft.text),
        learned=learned_names.learned(db.session, draft),
        goals=targets.count(db.session, import_id),
        form=form,
        form_errors=status != 200,
    )


def closed(row: Import) -> Response:
    """The answer to who comes too late: on to the programme when it was issued, else a page that says what happened."""
    if row.state is ImportState.ISSUED and request.endpoint == "imports.issue":
        flash("Văn bản này đã được ban hành.", "done")
        return redirect(url_for("programmes.show", programme_id=row.programme_id), 303)  # type: ignore[return-value]
    return page("imports/conflict.html", 409, draft=row)


def in_work(import_id: int) -> Import:
    """The draft as a row that may be changed; else 404, or the page that says what became of it."""
    row = queries.for_change(db.session, import_id) or abort(404)
    return row if row.state is ImportState.DRAFT else abort(closed(row))


def unless_changed(one: Proposal) -> Proposal:
    """``one``, if it still is what the person was looking at; else 409 with the proposal as it is now."""
    seen = request.form.get("seen")
    if seen and seen != as_seen(one):
        flash(
            "Người khác vừa đổi đề xuất này; bản mới ở dưới. Phần vừa bấm chưa được ghi, xem lại rồi bấm lần nữa.",
            "soon",
        )
        abort(answer(one.import_id, Bound(), 409))
    return one


def complete_ids(import_id: int) -> list[int]:
    """The proposals that lack nothing and are in no doubt."""
    draft, groups = _read(import_id)
    return [card.row.id for card in _review(draft, groups, None).cards if is_complete(card)]


def tell(notes: Iterable[str]) -> None:
    """Say what of a file could not be read."""
    for note in notes:
        flash(note, "soon")


def offer_undo(text: str, url: str) -> None:
    """Say what was done, with the way back."""
    message: Any = {"text": text, "undo_url": url}
    flash(message, "done")


def back(import_id: int, proposal_id: int | None = None, **query: Any) -> Any:
    """On to the review after a change, at the proposal it was about, the filter kept."""
    anchor = f"d{proposal_id}" if proposal_id else None
    return redirect(url_for("imports.show", import_id=import_id, **query | kept_filter(), _anchor=anchor), 303)


def stood_at() -> int | None:
    """The proposal at which a button stood that is about the whole draft."""
    said = request.form.get("at", "")
    return int(said) if said.isdigit() and len(said) < 10 else None


def kept_filter() -> dict[str, Any]:
    """The filter, the order and the page in force, to be kept over a change."""
    return {name: request.args[name] for name in ("thieu", "xep", "trang") if request.args.get(name)}


def duty_form(kind: type[AnyDuty], issued_on: date | None, **values: Any) -> AnyDuty:
    """A form for one duty with the agencies and groups to choose from; ``values`` fill it."""
    on = issued_on or clock.today()
    bodies = _choices(queries.groups(db.session, on), on)
    return kind(bodies=bodies, today=clock.today(), review_days=thresholds().review_days, issued_on=issued_on, **values)


def split_choices(text: str, start: int, end: int) -> dict[str, Any]:
    """Each place of a sentence where it can be cut, with the words up to the next one."""
    points = cut_points(text, start, end)
    return options((at, " ".join(text[at:upto].split())) for at, upto in pairwise((*points, end)))


def _read(import_id: int) -> tuple[Draft, dict[int, Group]]:
    draft = queries.review(db.session, import_id) or abort(404)
    return draft, queries.groups(db.session, draft.issued_on or clock.today())


def _review(draft: Draft, groups: dict[int, Group], in_hand: int | None) -> Review:
    asked = review.Asked(request.args.get("thieu", ""), request.args.get("xep", ""), page_number(), in_hand)
    return review.prepare(draft, groups, work_calendar(), asked)


def _offers(draft: Draft, view: Review) -> dict[str, Offer]:
    """What is offered for the names on this page that nobody bears; the directory is asked only when there are some."""
    names = unknown(card for card in view.shown if not card.row.dropped) if draft.state is ImportState.DRAFT else []
    return offers(names, bearers(db.session, draft.issued_on or clock.today())) if names else {}


def _in_hand(draft: Draft, bound: int | None) -> ProposalRow | None:
    """The proposal whose form is open, also a dropped one whose form was sent; none on a draft not in work."""
    asked = request.args.get("de_xuat", "")
    wanted = bound or (int(asked) if asked.isdigit() and len(asked) < 10 else None)
    open_ones = draft.proposals if draft.state is ImportState.DRAFT else ()
    return next((one for one in open_ones if one.id == wanted and (bound or not one.dropped)), None)


def _choices(groups: dict[int, Group], on: date) -> list[tuple[str, str]]:
    bodies = [(f"g:{one.id}", f"{one.name} (nhóm {len(one.members)} cơ quan)") for one in groups.values()]
    return bodies + [(f"a:{key}", name) for key, name in queries.agencies(db.session, on)]


def _correction(draft: Draft, one: ProposalRow, groups: dict[int, Group]) -> CorrectionForm:
    """The form of a proposal as it stands, with what the office suggests where it says nothing."""
    limits, today = thresholds(), clock.today()
    yearly = one.due_day is None and one.recurrence in (None, Recurrence.ANNUAL, Recurrence.PERIODIC)
    latest = today + timedelta(days=limits.review_days)
    suggested = {
        "due_day": limits.annual_due_day if yearly else one.due_day,
        "due_month": limits.annual_due_month if yearly else one.due_month,
        "undated_reason": one.undated_reason or NO_DEADLINE,
        "review_on": one.review_on if one.review_on and today < one.review_on <= latest else latest,
        "lead": _keys(one, AgencyRole.LEAD),
        "coordinate": _keys(one, AgencyRole.COORDINATING),
        "seen": as_seen(one),
    }
    values = {name: getattr(one, name) for name in ("title", "kind", "due_on", "recurrence", "product", "report_to")}
    return CorrectionForm(
        formdata=None,
        data=values | suggested,
        bodies=_choices(groups, draft.issued_on or today),
        today=today,
        review_days=limits.review_days,
        issued_on=draft.issued_on,
    )


def _keys(one: ProposalRow, role: AgencyRole) -> list[str]:
    known = [body for body in one.of(role) if body.agency_id or body.group_id]
    return [f"a:{body.agency_id}" if body.agency_id else f"g:{body.group_id}" for body in known]


def _split(draft: Draft, one: ProposalRow) -> SplitForm | None:
    form = SplitForm(formdata=None)
    form.at.choices = split_choices(draft.text, one.start, one.end)
    return form if form.at.choices else None


def _first_words(draft: Draft, one: ProposalRow) -> str:
    """The words that stay with the first part wherever the sentence is cut."""
    points = cut_points(draft.text, one.start, one.end)
    return " ".join(draft.text[one.start : points[0]].split()) if points else ""


def _short(title: str) -> str:
    """A first proposal for the short title: whose programme it is left out, up to the first comma, within reason."""
    head = ISSUED_BY.sub("", title.split(",")[0])
    return head if len(head) <= SHORT_TITLE else head[:SHORT_TITLE].rsplit(" ", 1)[0]
