"""The stamp of what a signed-in person does: who, when, by which road."""

from webapp import clock
from webapp.actions.history import Actor, Stamp
from webapp.rules.words import Channel
from webapp.web.guards import me


def stamp(once: str | None = None, channel: Channel = Channel.WEB) -> Stamp:
    """The stamp for this request; ``once`` is the nonce of the form that was sent."""
    person = me()
    return Stamp(Actor(person.person_id, person.label, person.stands_in), clock.now(), channel, once or None)
