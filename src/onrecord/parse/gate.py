"""Which articles can matter: those that have, outside page chrome, a word that some frame of the lexicon needs.

Parsing costs most of a build, and most of a general pile is about other things. The gate works on whole articles and
never on sentences: a sentence's parse depends a little on what is parsed with it, so that leaving sentences out would
change the others' claims. An article that passes gives exactly the claims it gives without the gate.
"""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.types import Article


@lru_cache(maxsize=4)
def _pattern(stems: frozenset[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, stems))) + ")", re.IGNORECASE)


def can_matter(article: Article, stems: frozenset[str]) -> bool:
    """Whether a word of the article's body begins with one of the stems, in any case."""
    pattern = _pattern(stems)
    spans = (block.span for block in article.blocks if block.kind != "chrome")
    return any(pattern.search(article.text, span.start, span.end) for span in spans)
