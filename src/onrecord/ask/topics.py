"""What words are about: stems of content words, and whether a text has those of a topic."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.ask import vocabulary
from onrecord.text import fold


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """What the forms of a word share: "observers", "observing", "observed" begin alike; no word that anyone writes."""
    plain = re.sub(r"'s?$", "", fold(word))
    groups = _same()
    if plain in groups:
        return groups[plain]
    for ending in vocabulary.words("topics", "endings"):
        if plain.endswith(ending) and len(plain) - len(ending) >= 4:
            plain = plain[: -len(ending)]
            break
    return groups.get(plain, plain)


@lru_cache(maxsize=1)
def _same() -> dict[str, str]:
    """Each word that has others of its meaning, with the first of them."""
    return {word: group[0] for group in vocabulary.table("topics", "same") for word in group}


def stems(text: str) -> frozenset[str]:
    """The stems of all the words of a text."""
    return frozenset(stem(word) for word in re.findall(r"[\w'-]+", text.replace("’", "'")))


@lru_cache(maxsize=4096)
def content(topic: str) -> frozenset[str]:
    """The stems of a topic's words that say what it is about."""
    empty = vocabulary.words("topics", "empty")
    words = re.findall(r"[\w'-]+", topic.replace("’", "'"))
    return frozenset(stem(word) for word in words if fold(re.sub(r"'s?$", "", word)) not in empty)


def about(text: str, topic: str) -> bool:
    """Whether a text has every content word of the topic, in whatever form."""
    return content(topic) <= stems(text)
