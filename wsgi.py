"""The WSGI entry: ``app`` as gunicorn and ``flask`` find it. A wrong setting ends the start with its sentence."""

import sys

from webapp.app import create_app
from webapp.config import ConfigError

try:
    app = create_app()
except ConfigError as error:
    sys.stderr.write(f"Lỗi cấu hình: {error}\n")
    sys.exit(2)
