"""Loads the word lists of the readers, once each; they live in ``read/data/`` as TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.errors import DataError

FOLDER = Path(__file__).parent / "data"


@cache
def table(name: str) -> Mapping[str, Any]:
    """The lists of one data file of this folder. Raises DataError where the file is missing or is not TOML."""
    path = FOLDER / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(
            f"a word list of the readers cannot be loaded: {error}",
            where=str(path),
            next_step="Install OnRecord again.",
        ) from error
