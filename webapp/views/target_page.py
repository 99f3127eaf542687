"""The page of a draft's targets: one card each, grouped by what is measured, resting on the words of the text."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from flask import Response, abort, flash
from htmx_flask import request

from webapp.actions.targets import SURE, as_seen
from webapp.extensions import db
from webapp.forms.targets import TargetForm
from webapp.models import ImportState, TargetProposal
from webapp.queries import targets as queries
from webapp.queries.targets import ProposedTarget, Source
from webapp.rules.pace import show_aim
from webapp.views.differences import Difference
from webapp.views.indicator_lines import place_of
from webapp.views.judged import by_each
from webapp.web.render import page


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the sentence; ``label`` where a value rests on it."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One proposed target with its number on the page; ``seen`` is its digest."""

    number: int
    row: ProposedTarget
    place: str
    aim: str
    sentence: tuple[Piece, ...]
    elsewhere: tuple[tuple[str, str], ...]
    unsure: bool
    in_hand: bool
    seen: str


@dataclass(frozen=True, slots=True)
class Group:
    """The targets of one indicator."""

    name: str
    unit: str
    cards: tuple[Card, ...]


def answer(
    import_id: int,
    form: TargetForm | None = None,
    bound: int | None = None,
    status: int = 200,
    versions: tuple[Difference, ...] = (),
) -> Response:
    """The page; 404 when there is no such draft. ``form`` is one that was refused, about the proposal ``bound``;
    ``versions`` say in what that one, changed by somebody meanwhile, differs from it."""
    if status != 200:
        db.session.rollback()
    source = queries.source(db.session, import_id) or abort(404)
    rows = queries.proposals(db.session, import_id)
    in_hand = _in_hand(rows, bound, source)
    kept = [row for row in rows if not row.dropped]
    return page(
        "targets/index.html",
        status,
        draft=source,
        groups=_groups(rows, source.text, in_hand.id if in_hand else None),
        count=len(kept),
        checked=sum(row.checked for row in kept),
        by_each=by_each(kept),
        sure=sum(row.sure >= SURE and not row.checked for row in kept),
        waiting=sum(row.checked and not row.issued for row in kept),
        versions=versions,
        form=form or (_form(in_hand) if in_hand else None),
        form_errors=form is not None,
    )


def unless_changed(one: TargetProposal) -> TargetProposal:
    """``one``, if it still is what the person was looking at; else 409 with the target as it is now."""
    seen = request.form.get("seen")
    if seen and seen != as_seen(one):
        flash(
            "Người khác vừa đổi mốc này; bản mới ở dưới. Phần vừa bấm chưa được ghi, xem lại rồi bấm lần nữa.", "soon"
        )
        abort(answer(one.import_id, status=409))
    return one


def _in_hand(rows: list[ProposedTarget], bound: int | None, source: Source) -> ProposedTarget | None:
    """The proposal whose form is open."""
    asked = request.args.get("moc", "")
    wanted = bound or (int(asked) if asked.isdigit() and len(asked) < 10 else None)
    usable = [row for row in rows if not row.issued and source.state is not ImportState.DISCARDED]
    return next((row for row in usable if row.id == wanted and (bound or not row.dropped)), None)


def _form(row: ProposedTarget) -> TargetForm:
    values = {name: getattr(row, name) for name in ("name", "unit", "value", "upper", "due_on")}
    return TargetForm(formdata=None, data=values | {"comparator": row.comparator.value, "seen": as_seen(row)})


def _groups(rows: list[ProposedTarget], text: str, in_hand: int | None) -> list[Group]:
    """The cards by indicator, those of one indicator together, in the order of the text."""
    groups: dict[tuple[str, str], list[ProposedTarget]] = {}
    for row in rows:
        groups.setdefault((row.name, row.unit), []).append(row)
    numbers = count(1)
    return [
        Group(name, unit, tuple(_card(next(numbers), row, text, row.id == in_hand) for row in members))
        for (name, unit), members in groups.items()
    ]


def _card(number: int, row: ProposedTarget, text: str, in_hand: bool) -> Card:
    return Card(
        number=number,
        row=row,
        place=place_of(row.clause_ref),
        aim=show_aim(row, row.upper, row.unit, row.said),
        sentence=tuple(_sentence(row, text)),
        elsewhere=tuple(_elsewhere(row, text)),
        unsure=row.sure < SURE,
        in_hand=in_hand,
        seen=as_seen(row),
    )


def _sentence(row: ProposedTarget, text: str) -> Iterable[Piece]:
    """The words that set the target, what each value rests on marked."""
    at = row.start
    inside = [one for one in row.why if row.start <= one["start"] and one["end"] <= row.end]
    for one in sorted(inside, key=lambda why: int(why["start"])):
        if one["start"] >= at and one["label"] != "Chỉ tiêu":
            yield Piece(text[at : one["start"]])
            yield Piece(text[one["start"] : one["end"]], one["label"])
            at = one["end"]
    yield Piece(text[at : row.end])


def _elsewhere(row: ProposedTarget, text: str) -> Iterable[tuple[str, str]]:
    """What the target rests on outside its own words: the heading that sets the year."""
    for one in row.why:
        if not (row.start <= one["start"] and one["end"] <= row.end):
            yield one["label"], text[one["start"] : one["end"]]
