"""The closed classes of English that reading clauses needs, from ``grammar.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def grammar() -> dict[str, frozenset[str]]:
    """The closed classes of ``grammar.toml``, by name."""
    rows = tomllib.loads(files("onrecord.find").joinpath("grammar.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in rows.items()}
