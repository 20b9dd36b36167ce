"""Rows of cells as Arrow and pandas give them, where those are installed; neither is needed for anything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any, Literal

from onrecord.errors import LibraryError

Kind = Literal["text", "whole", "number", "truth"]
Columns = tuple[tuple[str, Kind], ...]
Row = tuple[object, ...]

ARROW: Mapping[Kind, str] = MappingProxyType(
    {"text": "string", "whole": "int64", "number": "float64", "truth": "bool_"}
)
PANDAS: Mapping[Kind, str] = MappingProxyType(
    {"text": "string", "whole": "Int64", "number": "float64", "truth": "bool"}
)


def to_arrow(columns: Columns, rows: Sequence[Row]) -> Any:
    """A ``pyarrow.Table``, its columns of one type whatever the rows. Raises LibraryError without pyarrow."""
    arrow = _library("pyarrow")
    schema = arrow.schema([(name, getattr(arrow, ARROW[kind])()) for name, kind in columns])
    return arrow.Table.from_pydict(_by_column(columns, rows), schema=schema)


def to_pandas(columns: Columns, rows: Sequence[Row]) -> Any:
    """A ``pandas.DataFrame``, its columns of one type whatever the rows. Raises LibraryError without pandas."""
    pandas = _library("pandas")
    kinds = dict(columns)
    values = _by_column(columns, rows)
    return pandas.DataFrame({name: pandas.Series(values[name], dtype=PANDAS[kinds[name]]) for name in values})


def _by_column(columns: Columns, rows: Sequence[Row]) -> dict[str, list[object]]:
    return {name: [row[at] for row in rows] for at, (name, _) in enumerate(columns)}


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise LibraryError(
            f"{name} is not installed",
            next_step=f"Install it: pip install {name} (OnRecord's extra, frames, has it too).",
        ) from error
