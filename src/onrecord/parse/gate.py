"""Which sentences can matter: those with a word of the lexicon, with a quotation, or that introduce a name.

The parser costs nine tenths of a build; a sentence that can neither carry an action nor say who somebody is need not
be parsed. An article without any word of the lexicon is not parsed at all. The gate only leaves sentences out: it
never changes a sentence, and ``--no-gate`` parses everything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.types import Block, Span

_QUOTES = re.compile('["“”„«»]')
_NAMES = re.compile(r"[^\W\d_a-z][\w'’-]+(?:[ \t]+(?:(?:of|the|al|bin|de|van|von)[ \t]+)*[^\W\d_a-z][\w'’-]+)+")


@lru_cache(maxsize=4)
def _pattern(stems: frozenset[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, stems))) + ")", re.IGNORECASE)


def let_through(
    text: str, sentences: Sequence[Span], blocks: Sequence[Block], stems: frozenset[str]
) -> tuple[bool, ...]:
    """For each sentence, whether it can matter. ``blocks`` are the sentences' own, one each; ``stems`` begin words."""
    pattern = _pattern(stems)
    bearing = [pattern.search(text, span.start, span.end) is not None for span in sentences]
    if not any(bearing):
        return (False,) * len(sentences)
    seen: set[str] = set()
    passed = []
    for index, span in enumerate(sentences):
        beside = any(bearing[max(0, index - 2) : index + 2])
        quoted = _QUOTES.search(text, span.start, span.end) is not None
        passed.append(_new_names(text, span, seen) or beside or quoted or blocks[index].kind in {"title", "heading"})
    return tuple(passed)


def _new_names(text: str, span: Span, seen: set[str]) -> bool:
    names = set(_NAMES.findall(text, span.start, span.end))
    new = bool(names - seen)
    seen |= names
    return new
