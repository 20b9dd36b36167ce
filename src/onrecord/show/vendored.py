"""Scripts of others that pages carry inside, each held to its pinned hash whenever it is read."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from onrecord.errors import DataError


@dataclass(frozen=True, slots=True)
class Script:
    """One file, unchanged, with where it is from."""

    file: str
    package: str
    version: str
    licence: str
    sha256: str
    text: str


@cache
def scripts() -> tuple[Script, ...]:
    """The scripts in the order in which a page loads them.

    Raises DataError where a file is not the pinned one, or could not stand in a page.
    """
    folder = resources.files("onrecord.show").joinpath("vendor")
    pins = tomllib.loads(folder.joinpath("pins.toml").read_text(encoding="utf-8"))["script"]
    return tuple(_script(pin, folder.joinpath(pin["file"]).read_bytes()) for pin in pins)


def _script(pin: dict[str, str], body: bytes) -> Script:
    if hashlib.sha256(body).hexdigest() != pin["sha256"]:
        raise DataError(
            "a vendored script is not the pinned one",
            where=f"show/vendor/{pin['file']}",
            next_step="Install OnRecord again, or see vendor/SOURCES.md.",
        )
    text = body.decode("utf-8")
    if "</script" in text.lower() or "<!--" in text:
        raise DataError("a script that would end its own element", where=f"show/vendor/{pin['file']}")
    return Script(pin["file"], pin["package"], pin["version"], pin["licence"], pin["sha256"], text)
