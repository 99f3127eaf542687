"""Logs without secrets: an address that opens something is written as /q/…, whoever writes it and why."""

import logging
from typing import Any

from flask.logging import default_handler
from gunicorn import glogging

from webapp.mail.tokens import without_tokens


class Discreet(logging.Formatter):
    """Writes a record as usual, the traceback included, and then takes the tokens out."""

    def format(self, record: logging.LogRecord) -> str:
        return without_tokens(super().format(record))


class Logger(glogging.Logger):
    """The web server's own log, of errors and (where an operator asks for one) of requests."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            kept = handler.formatter or logging.Formatter()
            handler.setFormatter(Discreet(kept._fmt, kept.datefmt))


def init_app() -> None:
    """What the app and the worker write, with a handler of their own or with the one of last resort."""
    default_handler.setFormatter(Discreet("[%(asctime)s] %(levelname)s in %(module)s: %(message)s"))
    if logging.lastResort:
        logging.lastResort.setFormatter(Discreet("[%(asctime)s] %(levelname)s in %(module)s: %(message)s"))
