"""The gate in front of the parser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.find import load_lexicon
from onrecord.parse import parse_article
from onrecord.parse.gate import can_matter
from onrecord.parse.pipeline import Analysis
from onrecord.signals import COLUMNS, Signals, signals_of
from onrecord.types import Article, Block, BlockKind, Sentence, Span
from tests.support import make_article

STEMS = frozenset({"prais", "met"})
SHIPPED = load_lexicon().stems

_WORDS = ("praised", "Praising", "met", "appraised", "comet", "rain", "Oslo", "“no”", "Әлия", "praisé", "MET", "prai")
_BEARING = {"praised", "praising", "met", "praisé"}
_BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(["title", "byline", "heading", "paragraph", "item", "chrome"]),
        st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(" ".join),
    ),
    min_size=1,
    max_size=8,
)


def article_of(*blocks: tuple[BlockKind, str]) -> Article:
    """An article of blocks, each a line."""
    text, found = "\n".join(words for _, words in blocks), []
    at = 0
    for kind, words in blocks:
        found.append(Block(kind, Span(at, at + len(words))))
        at += len(words) + 1
    return replace(make_article(text), blocks=tuple(found))


@given(_BLOCKS)
def test_an_article_passes_exactly_where_its_body_has_a_word_of_the_lexicon(
    blocks: list[tuple[BlockKind, str]],
) -> None:
    """Wherever it stands outside page chrome, such a word lets its article through, and nothing else does."""
    words = {word for kind, line in blocks if kind != "chrome" for word in line.lower().split()}
    assert (not _BEARING.isdisjoint(words)) == can_matter(article_of(*blocks), STEMS)


@given(_BLOCKS, st.randoms(use_true_random=False))
def test_the_gate_answers_the_same_each_time_and_in_any_order(blocks: list[tuple[BlockKind, str]], chance) -> None:
    """Neither the order of the blocks nor what was asked between decides."""
    first = can_matter(article_of(*blocks), STEMS)
    can_matter(article_of(("paragraph", "rain")), frozenset({"rain"}))
    shuffled = chance.sample(blocks, len(blocks))
    assert first == can_matter(article_of(*blocks), STEMS) == can_matter(article_of(*shuffled), STEMS)


@given(_BLOCKS, _BLOCKS)
def test_a_longer_article_never_matters_less(blocks: list[tuple[BlockKind, str]], more: list) -> None:
    """What passes, passes with anything added to it."""
    assert can_matter(article_of(*blocks), STEMS) <= can_matter(article_of(*blocks, *more), STEMS)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("they appraised it.", False), ("a comet.", False), ("PRAISE!", True), ("“Praise”", True), ("so-praised", True)],
)
def test_a_stem_begins_a_word(text: str, wanted: bool) -> None:
    """Inside a word it is another word; after a mark or in capitals it is the same one."""
    assert wanted == can_matter(make_article(text), STEMS)


def test_page_chrome_lets_nothing_through() -> None:
    """ "Most praised today" beside an article about rain says nothing of the article."""
    assert not can_matter(article_of(("chrome", "Most praised today"), ("paragraph", "It rained.")), STEMS)


class Recorder:
    """A parser that writes down what it was given, and calls every word a noun below the first."""

    def __init__(self) -> None:
        self.given: list[list[list[str]]] = []

    def parse(self, wordings: list[list[str]]) -> list[Analysis]:
        self.given.append(wordings)
        return [_flat(words) for words in wordings]

    def signals(self, analyses: list[Analysis]) -> Signals:
        """What the heads say: nothing."""
        return signals_of(np.concatenate([one.heads_say for one in analyses]), ("PRAISE",) * 13)


def _flat(words: Sequence[str]) -> Analysis:
    size = len(words)
    nouns, tags, relations = ("NOUN",) * size, ("NN",) * size, ("root", *("dep",) * (size - 1))
    said = np.zeros((size, COLUMNS), np.float32)
    return Analysis(tuple(words), nouns, tags, (-1, *(0,) * (size - 1)), relations, (), said)


def parsed(article: Article, stems: frozenset[str] | None) -> tuple[list[list[list[str]]], tuple[Sentence, ...]]:
    """What the parser was given of an article, and the sentences that came of it."""
    recorder = Recorder()
    found = parse_article(article, stems=stems, pipeline=recorder)  # type: ignore[arg-type]
    return recorder.given, found.sentences


def test_an_article_without_any_word_of_the_lexicon_is_not_parsed() -> None:
    """Neither names, nor quotations, nor headings let it through: the parser is never asked."""
    article = article_of(("title", "Rain In Oslo"), ("paragraph", "Vera Dahlgren came home. “Never,” she said."))
    assert ([], ()) == parsed(article, STEMS)


def test_no_sentence_of_an_article_that_passes_is_dropped() -> None:
    """One word is enough for all of it: with the gate and without, the parser is given the same."""
    article = article_of(
        ("title", "Rain In Oslo"), ("paragraph", "It rained all day. The hills were wet. The mayor praised the choir."),
        ("item", "Nothing happened."), ("chrome", "Subscribe now."),
    )  # fmt: skip
    assert parsed(article, None) == parsed(article, STEMS)
    assert 5 == len(parsed(article, STEMS)[1])


def test_every_worked_example_that_says_something_passes() -> None:
    """What the lexicon's own examples say could be found with the gate shut."""
    texts = [example.text for example in load_lexicon().examples if example.says]
    assert [] == [text for text in texts if not can_matter(make_article(text), SHIPPED)]


_REGULAR = ("congratulates", "congratulating", "criticised", "thanking", "denied", "defied", "urging", "dining")
_IRREGULAR = ("met", "sought", "sat", "besought", "withheld", "stole", "stolen", "lying")


@pytest.mark.parametrize("form", [*_REGULAR, *_IRREGULAR])
def test_every_form_of_a_word_that_alone_carries_an_action_passes(form: str) -> None:
    """The gate reads words as they are written, the lexicon has lemmas: no form may fall between."""
    assert can_matter(make_article(f"the mayor {form} the choir."), SHIPPED)
