"""What the reader missed, added by hand from the words of the document: the forms for a duty and for a target."""

from flask import Response, abort
from htmx_flask import request

from webapp.extensions import db
from webapp.extraction.outline import body_start, outline
from webapp.extraction.phrases import when
from webapp.extraction.reading import Node, Span
from webapp.extraction.text import Words
from webapp.forms.imports import MissedDutyForm
from webapp.forms.targets import MissedTargetForm
from webapp.models import Import
from webapp.queries import targets
from webapp.queries.targets import Source
from webapp.rules.words import Comparator, DeadlineKind
from webapp.views.added_duty import first_words
from webapp.views.review_page import duty_form
from webapp.web.render import page


def asked_place() -> str:
    """Where in the text the chosen paragraph begins, as the address says it."""
    said = request.args.get("doan", "")
    return said if said.isdigit() and len(said) < 10 else ""


def clause_of(text: str, span: Span) -> str:
    """The numbered place in which a span begins."""
    held = [node for node in outline(text) if node.start <= span.start < node.end]
    return held[0].ref[:40] if held else ""


def duty_page(row: Import, form: MissedDutyForm | None = None, status: int = 200) -> Response:
    """The page on which a missed duty is told."""
    form = form or _blank_duty(row)
    return page("imports/proposal.html", status, draft=row, form=form, form_errors=status != 200)


def sent_duty(row: Import) -> MissedDutyForm:
    """The form as it was sent."""
    return duty_form(MissedDutyForm, row.issued_on, text=row.text)


def lost_duty(row: Import) -> Response:
    """The answer to a correction whose proposal is gone, joined to another meanwhile: what was typed, as a new duty."""
    form = sent_duty(row)
    form.form_errors.append(
        "Trong lúc đồng chí sửa, người khác đã gộp đề xuất này vào đề xuất trên. Chưa ghi gì thêm; phần đã gõ còn ở "
        "đây, dán câu của văn bản rồi thêm nếu vẫn cần."
    )
    return duty_page(row, form, 409)


def target_page(source: Source, form: MissedTargetForm | None = None, status: int = 200) -> Response:
    """The page on which a missed target is told."""
    place = asked_place()
    sentence = _words(source.text, _node(source.text, place))
    blank = {"place": place, "sentence": sentence, "comparator": Comparator.REACH.value}
    form = form or MissedTargetForm(formdata=None, text=source.text, data=blank)
    return page("targets/new.html", status, draft=source, form=form, form_errors=status != 200)


def source_of(import_id: int) -> Source:
    """The draft that targets are added to; 404 when there is none."""
    return targets.source(db.session, import_id) or abort(404)


def _blank_duty(row: Import) -> MissedDutyForm:
    """The form for the chosen paragraph, with a first proposal for its name and the time that its words give."""
    place = asked_place()
    node = _node(row.text, place)
    sentence = _words(row.text, node)
    found = when(Words.of(row.text), node.start, node.end, row.issued_on).deadline if node else None
    dated = found is not None and found.due_on is not None
    values = {
        "place": place,
        "sentence": sentence,
        "title": first_words(sentence) if sentence else "",
        "kind": (DeadlineKind.DATED if dated else DeadlineKind.UNDATED).value,
        "due_on": found.due_on if found else None,
    }
    return duty_form(MissedDutyForm, row.issued_on, text=row.text, formdata=None, data=values)


def _node(text: str, place: str) -> Node | None:
    at = int(place) if place else -1
    return next((node for node in outline(text) if node.start <= at < node.end), None)


def _words(text: str, node: Node | None) -> str:
    return " ".join(text[body_start(text, node) : node.end].split()) if node else ""
