"""Articles of made-up words, long enough to be compared."""

from __future__ import annotations

import random

from onrecord.text import text_hash
from onrecord.types import Article, Block, Span

SYLLABLES = ("ba", "ko", "ri", "tu", "me", "la", "so", "ni", "da", "pe", "zu", "vo")


def prose(words: int, seed: int) -> str:
    """So many made-up words, other ones for another seed."""
    draw = random.Random(seed)
    return " ".join("".join(draw.choices(SYLLABLES, k=3)) for _ in range(words))


def report(document: str, text: str, *, source: str = "", published: str | None = None, **more: str) -> Article:
    """An article of one paragraph for each line of its text."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block("paragraph", Span(at, at + len(line))))
        at += len(line) + 1
    digest, source = text_hash(text), source or f"{document} Daily"
    return Article(
        f"id-{document}", document, f"{document}.txt", source, text, digest, tuple(blocks), published=published, **more
    )
