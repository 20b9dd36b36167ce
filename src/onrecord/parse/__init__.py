"""Text into sentences with words, tags, lemmas, dependencies and names.

Everything of one article is parsed together and apart from every other article: int8 activations are scaled by batch,
so a batch that mixed articles would make one article's parse depend on its neighbours.
"""

from __future__ import annotations

from functools import cache

from onrecord.parse.gate import can_matter
from onrecord.parse.mend import (
    named_after_office,
    party_tags,
    prepositions_first,
    single_names,
    surnames_are_persons,
    whole_name,
)
from onrecord.parse.pipeline import Analysis, Pipeline
from onrecord.parse.words import Offsets, split
from onrecord.types import Article, Parsed, Sentence, Span


@cache
def bundled() -> Pipeline:
    """The bundled English pipeline, loaded once a process. Raises ParserError where it cannot be loaded."""
    return Pipeline()


def parse_article(article: Article, *, stems: frozenset[str] | None = None, pipeline: Pipeline | None = None) -> Parsed:
    """The article with its sentences parsed; page chrome has none.

    With ``stems`` (beginnings of words that can carry an action) an article without any of them is not parsed.
    """
    if stems is not None and not can_matter(article, stems):
        return Parsed(article, ())
    cut = [
        (index, words)
        for index, block in enumerate(article.blocks)
        if block.kind != "chrome"
        for words in split(article.text, block.span.start, block.span.end)
    ]
    if not cut:
        return Parsed(article, ())
    wordings = [[article.text[start:end] for start, end in words] for _, words in cut]
    pipeline = pipeline or bundled()
    analyses = pipeline.parse(wordings)
    sentences = (
        _sentence(index, words, forms, found)
        for (index, words), forms, found in zip(cut, wordings, analyses, strict=True)
    )
    return Parsed(article, surnames_are_persons(tuple(sentences)), pipeline.signals(analyses))


def _sentence(block: int, words: Offsets, forms: list[str], found: Analysis) -> Sentence:
    whole = (whole_name(name, forms, words, found.upos) for name in found.names)
    names = tuple(one for name in whole for one in single_names(name, forms, found.heads, found.relations))
    relations, names = party_tags(forms, found.relations, names)
    heads = prepositions_first(found.heads, relations, found.upos, found.xpos)
    heads, relations = named_after_office(heads, relations, forms, found.xpos, names)
    return Sentence(
        span=Span(words[0][0], words[-1][1]),
        block=block,
        starts=tuple(start for start, _ in words),
        ends=tuple(end for _, end in words),
        words=tuple(forms),
        lemmas=found.lemmas,
        upos=found.upos,
        xpos=found.xpos,
        heads=heads,
        relations=relations,
        names=names,
    )
