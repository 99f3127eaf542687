"""The client's own programme, as the product ships it; no other document is kept with the tests."""

from pathlib import Path

import webapp

RAW = (Path(webapp.__file__).parent / "data" / "programmes" / "nq02-cong-doan.txt").read_text(encoding="utf-8")
