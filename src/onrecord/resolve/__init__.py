"""Who is meant: within the article first, then against the gazetteer."""

from __future__ import annotations

from onrecord.resolve.claims import resolve

__all__ = ["resolve"]
