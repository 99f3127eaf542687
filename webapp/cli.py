"""The command line: what an operator does, in the same words as the screens."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the commands."""
