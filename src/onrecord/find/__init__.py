"""Claims from a parsed article. A finder is one function from a parsed article to claims."""

from __future__ import annotations

from onrecord.find.events import find_events
from onrecord.find.lexicon import load_lexicon

__all__ = ["find_events", "load_lexicon"]
