"""The words of ``text.toml`` are written as names are compared."""

from __future__ import annotations

import tomllib
from pathlib import Path

from onrecord import text
from onrecord.text import name_words, spelling

PARTICLES = tomllib.loads(Path(text.__file__).with_suffix(".toml").read_text(encoding="utf-8"))["particles"]


def test_a_particle_tells_nobody_apart() -> None:
    """Each particle stands once, spelled as words of names are compared, and is left out of a name."""
    assert PARTICLES == list(dict.fromkeys(map(spelling, PARTICLES)))
    assert {name_words("Hamad Isa")} == {name_words(f"Hamad {particle} Isa") for particle in PARTICLES}
