"""Claims from a parsed article: quotations, figures, and events by the lexicon and by the learned heads."""

from __future__ import annotations

from onrecord.data import Gazetteer
from onrecord.find.circumstances import attach
from onrecord.find.events import find_events, ruled_events
from onrecord.find.figures import find_figures
from onrecord.find.heads import weighed_events
from onrecord.find.lexicon import load_lexicon
from onrecord.find.scene import quoted, read_scene, reported
from onrecord.types import Claim, Parsed

__all__ = ["attach", "find_claims", "find_events", "load_lexicon"]


def find_claims(parsed: Parsed, gazetteer: Gazetteer, leaning: str = "balanced") -> tuple[Claim, ...]:
    """The claims of a parsed article, each with its score; ``leaning`` (of events) as in the settings."""
    scene = read_scene(parsed, gazetteer)
    events = weighed_events(scene, ruled_events(scene), leaning)
    return tuple(dict.fromkeys((*quoted(scene), *reported(scene), *events, *find_figures(scene))))
