"""Drawings as Vega-Lite specifications: the shipped ones with rows put in. Nothing in them is made into a script."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from onrecord.show.report.model import Plot

LANE = 34  # pixels


def plot_of(
    name: str, id_: str, label: str, rows: Sequence[Mapping[str, Any]], changes: Mapping[str, Any] | None = None
) -> Plot:
    """The specification of a name with rows and, for the names in its ``$change`` places, values."""
    spec = _filled(json.loads(_text(name)), {"rows": list(rows), **(changes or {})})
    spec["height"] = LANE * max(1, int((changes or {}).get("lanes", 1)))
    return Plot(id_, label, json.dumps(spec, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def _filled(part: Any, values: Mapping[str, Any]) -> Any:
    """A specification with every string "$name" put by the value of that name."""
    if isinstance(part, dict):
        return {key: _filled(value, values) for key, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, values) for value in part]
    if isinstance(part, str) and part.startswith("$") and part[1:] in values:
        return values[part[1:]]
    return part


@cache
def _text(name: str) -> str:
    return resources.files("onrecord.show.report").joinpath("specs", f"{name}.json").read_text(encoding="utf-8")
