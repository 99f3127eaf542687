"""The one table of long work: which kind is carried out by which handler. A new kind is one row here."""

from webapp.actions.jobs import Handler

KINDS: dict[str, Handler] = {}
