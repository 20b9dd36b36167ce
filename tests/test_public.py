"""The public face: cheap to import, and all there."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import onrecord
from tests.support import surroundings


@pytest.mark.parametrize("name", onrecord.__all__)
def test_every_public_name_can_be_used(name: str) -> None:
    """Each name is found, wherever it lives, and is listed."""
    assert getattr(onrecord, name) is not None
    assert name in dir(onrecord)


def test_unknown_names() -> None:
    """A name that is not there is an AttributeError, as in any module."""
    with pytest.raises(AttributeError, match="nonsense"):
        _ = onrecord.nonsense


def test_importing_is_cheap() -> None:
    """Importing the package loads neither a database nor the pipeline."""
    heavy = "{'sqlite3', 'numpy', 'onnxruntime', 'onrecord.run', 'onrecord.keep'}"
    words = [sys.executable, "-c", f"import sys, onrecord; sys.exit(bool({heavy} & set(sys.modules)))"]
    assert 0 == subprocess.run(words, env=surroundings(), check=False).returncode


def test_the_version_is_the_package_s() -> None:
    """The version that is packaged is read from the code."""
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
    assert ["version"] == project["project"]["dynamic"]
    assert "src/onrecord/__init__.py" == project["tool"]["hatch"]["version"]["path"]
