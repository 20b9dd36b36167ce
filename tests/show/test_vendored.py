"""Scripts of others are the published files, held to their hashes whenever they are read."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord.show
from onrecord.errors import DataError
from onrecord.show import vendored

FOLDER = Path(onrecord.show.__file__).parent / "vendor"


def test_every_script_is_pinned_and_named() -> None:
    """Each file of the folder has its pin, and stands with its version in SOURCES.md and in NOTICE."""
    scripts = vendored.scripts()
    assert {path.name for path in FOLDER.glob("*.js")} == {script.file for script in scripts}
    sources = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    assert all(f"{script.package} {script.version}" in sources for script in scripts)


def test_a_script_that_was_changed_is_refused() -> None:
    """A file that is not the pinned one is not read."""
    pin = {"file": "vega.min.js", "package": "vega", "version": "0", "licence": "", "sha256": "0" * 64}
    with pytest.raises(DataError, match="not the pinned one"):
        vendored._script(pin, b"alert(1)")
