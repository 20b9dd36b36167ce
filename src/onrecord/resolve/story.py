"""A story's setting: the countries it names, where it was filed, and the order its sentences are best read in."""

from __future__ import annotations

import re
from collections import Counter

from onrecord.data import Gazetteer
from onrecord.resolve.cast import country_code, scenery
from onrecord.tree import Tree
from onrecord.types import Article

_HEADING = 8  # words of a heading that can name whose section it opens


def body_first(article: Article, trees: tuple[Tree, ...]) -> list[int]:
    """The sentences in reading order but the title's last: a headline names nobody in full ("President thanks …")."""
    titles = [i for i, tree in enumerate(trees) if article.blocks[tree.sentence.block].kind == "title"]
    return [i for i in range(len(trees)) if i not in titles] + titles


def countries_of(article: Article, trees: tuple[Tree, ...], gazetteer: Gazetteer) -> tuple[str, ...]:
    """The countries a story names, the one it is about first: named most, then named first.

    The title and the first sentences count twice, and so does a country that is said to hold the election.
    """
    counts: Counter[str] = Counter()
    for index, tree in enumerate(trees):
        for word, upos in enumerate(tree.sentence.upos):
            if upos in {"PROPN", "ADJ"} and tree.sentence.words[word][:1].isupper():
                code = country_code(tree, word, gazetteer)
                if code:
                    counts[code] += (2 if index < 3 else 1) * (2 if _holds_election(tree, word) else 1)
    return tuple(sorted(counts, key=lambda code: -counts[code]))


def _holds_election(tree: Tree, word: int) -> bool:
    """ "Rwanda's election", "the Ukrainian vote", "the election in Peru"."""
    judged = scenery()["judged"]
    above = tree.relation(word) in {"nmod:poss", "amod", "compound", "nmod"}
    return above and tree.lemma(tree.head(word)) in judged


def dateline_country(article: Article, gazetteer: Gazetteer) -> str | None:
    """The country a dateline's place lies in: there a bare "the prime minister" is at home."""
    place = re.split(r"[,.(–—-]", article.dateline or "", maxsplit=1)[0].strip()
    match = gazetteer.country(place.title()) if place else None
    return match.iso3 if match else None


def heading_countries(article: Article, gazetteer: Gazetteer) -> tuple[str | None, ...]:
    """For each block, the country that the heading above it names alone ("Hungary"), None where it names none."""
    found: list[str | None] = []
    current: str | None = None
    for block in article.blocks:
        if block.kind == "heading":
            words = block.span.of(article.text).replace(",", " ").replace(":", " ").split()
            codes = {match.iso3 for word in words if (match := gazetteer.country(word.title())) and word[:1].isupper()}
            whole = gazetteer.country(block.span.of(article.text).strip(" :"))
            current = whole.iso3 if whole else next(iter(codes)) if len(codes) == 1 and len(words) <= _HEADING else None
        found.append(current)
    return tuple(found)
