"""The WSGI entry: ``app`` as gunicorn and ``flask`` find it."""

from webapp.app import create_app

app = create_app()
