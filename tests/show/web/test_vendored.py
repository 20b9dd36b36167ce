"""What others wrote and we send along is what they published."""

from __future__ import annotations

import hashlib
from pathlib import Path

import onrecord.show.web

STATIC = Path(onrecord.show.web.__file__).parent / "static"
HTMX_2_0_11 = "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"


def test_htmx_is_the_published_file() -> None:
    """The script is byte for byte dist/htmx.min.js of htmx.org 2.0.11 on the npm registry."""
    assert HTMX_2_0_11 == hashlib.sha256((STATIC / "htmx.min.js").read_bytes()).hexdigest()
