"""What a reorganisation would do, put together for the person who is about to carry it out."""

from dataclasses import dataclass

from webapp import clock
from webapp.actions.reorganisation_plans import NewBody, Plan
from webapp.extensions import db
from webapp.models import Agency
from webapp.queries import reorganisations as queries
from webapp.queries.reorganisations import Around
from webapp.rules.succession import Passing
from webapp.views.task_lines import Line, lines


@dataclass(frozen=True, slots=True)
class Going:
    """One open task and where it goes."""

    line: Line
    passing: Passing
    to: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The change in numbers and in lines. ``after`` names the bodies that go on, in the order of their places."""

    plan: Plan
    after: tuple[str, ...]
    tasks: tuple[Going, ...]
    around: Around

    @property
    def silent(self) -> tuple[str, ...]:
        """The successors nobody will speak for: the new ones too, where people do not follow."""
        new = [one.name for one in self.plan.change.after if isinstance(one, NewBody)]
        followed = self.plan.change.people_follow and bool(self.around.people)
        first = self.after[0] if followed and self.after else ""
        return tuple(name for name in (*self.around.silent, *new) if name != first)


def preview(found: Plan) -> Preview:
    """Everything the page tells of ``found``."""
    after = [one for one in found.change.after if isinstance(one, int)]
    names = {key: db.session.get_one(Agency, key).name for key in after}
    called = tuple(names[one] if isinstance(one, int) else one.name for one in found.change.after)
    passings = {one.task_id: one for one in found.passings}
    shown = lines(queries.task_rows(db.session, passings))
    return Preview(
        found,
        called,
        tuple(Going(line, passings[line.row.id], called[passings[line.row.id].place]) for line in shown),
        queries.around(db.session, found.change.before, [one.id for one in found.ending], after, clock.today()),
    )
