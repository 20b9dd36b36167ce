"""Which words stand in marks, and where a quotation ends that nothing closes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.find.marks import Quoted, quoted_in
from onrecord.types import Article, Block, Span
from tests.support import make_article

MARKS = "\"'“”‘’«»„‟‹›‚「」『』＂"


def quoted(text: str) -> list[str]:
    """What stands in marks, outermost and innermost alike."""
    return [made.span.of(text) for made in quoted_in(make_article(text))]


def paragraphs(*texts: str) -> Article:
    """An article of paragraphs."""
    article = make_article("\n".join(texts))
    starts = [sum(len(text) + 1 for text in texts[:at]) for at in range(len(texts))]
    spans = [Span(start, start + len(text)) for start, text in zip(starts, texts, strict=True)]
    return replace(article, blocks=tuple(Block("paragraph", span) for span in spans))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"We won," he said.', ["We won,"]),
        ("“We won,” he said. “And fairly.”", ["We won,", "And fairly."]),
        ("Elle a dit « bravo ».", ["bravo"]),
        ("Er sagte „gut“ und ging.", ["gut"]),
        ("Hun sa »hei« og gikk.", ["hei"]),
        ("Hon sade ”hej” och gick.", ["hej"]),
        ("Il disse ‹forse› e basta.", ["forse"]),
        ("She wrote 「やった」 and left.", ["やった"]),
        ("'We won', he said, 'and we'll win again'.", ["We won", "and we'll win again"]),
        ("‘We don’t know,’ she said.", ["We don’t know,"]),
        ('He said:"We won".', ["We won"]),
        ('"I was—" she began.', ["I was—"]),
        ("She told us, quote, it is over, unquote, and left.", ["it is over"]),
    ],
)
def test_every_kind_of_mark_counts_and_stays_outside(text: str, said: list[str]) -> None:
    """Spans leave the marks, and the spaces inside them, out."""
    assert said == quoted(text)


@pytest.mark.parametrize(
    "text",
    [
        "The workers' party and the teachers' union don't agree.",
        "In the '90s they told 'em so.",
        'A 27" screen, 5\'10" tall.',
        "Rock 'n' roll isn't dead.",
        '"" and “ ”',
    ],
)
def test_apostrophes_inches_and_empty_marks_quote_nothing(text: str) -> None:
    """Not every such sign is a quotation mark."""
    assert [] == quoted(text)


@pytest.mark.parametrize("before", ["😀", "\u200f", "\u200e ", "\u2067", "- ", "* ", "("])
def test_what_stands_before_a_mark_does_not_hide_it(before: str) -> None:
    """An emoji, a sign for the direction of writing, a bullet."""
    assert ["We won"] == quoted(f'{before}"We won" it was.')


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“He told me ‘no’ twice,” she said.", "no"),
        ('"He told me "no" twice," she said.', "no"),
        ("“‘No’ means no,” she said.", "No"),
    ],
)
def test_a_quotation_in_a_quotation_is_deeper(text: str, inner: str) -> None:
    """The outer one comes first and holds it."""
    outer, within = quoted_in(make_article(text))
    assert (0, 1, inner) == (outer.depth, within.depth, within.span.of(text))
    assert outer.span.covers(within.span)


def test_a_missing_closing_mark_is_repaired_at_the_end_of_the_paragraph() -> None:
    """And said to be: the end was inferred."""
    text = "He said: “It never closed. Nobody saw."
    assert [Quoted(Span(10, len(text)), repaired=True)] == list(quoted_in(make_article(text)))


def test_a_missing_closing_mark_before_another_quotation_is_repaired_at_the_sentence() -> None:
    """The first quotation does not swallow the second."""
    text = 'He said "we won. Then he left. "We lost," she said.'
    found = quoted_in(make_article(text))
    assert [("we won.", True), ("We lost,", False)] == [(made.span.of(text), made.repaired) for made in found]


def test_a_quotation_over_paragraphs_opens_each_and_closes_the_last() -> None:
    """Where the next paragraph opens with a mark, nothing is missing."""
    article = paragraphs("“One.", "“Two.", "“Three.”", "Rain.")
    found = quoted_in(article)
    assert [("One.", True, False), ("Two.", True, False), ("Three.", False, False)] == [
        (made.span.of(article.text), made.goes_on, made.repaired) for made in found
    ]


def test_chrome_quotes_nothing() -> None:
    """What is no part of the article is not read."""
    article = make_article('"Read more"')
    assert () == quoted_in(replace(article, blocks=(Block("chrome", Span(0, len(article.text))),)))


@given(st.text(alphabet=st.one_of(st.sampled_from(MARKS + ' a.\n,S"“”'), st.characters()), max_size=80))
def test_spans_lie_in_the_text_nested_or_apart(text: str) -> None:
    """Whatever the marks: in order, never crossing, never empty, the same each time."""
    if not text:
        return
    found = quoted_in(make_article(text))
    assert found == quoted_in(make_article(text))
    assert all(any(map(str.isalnum, made.span.of(text))) for made in found)
    for one, other in pairwise(found):
        assert one.span.start <= other.span.start
        assert one.span.covers(other.span) or one.span.end <= other.span.start


@given(st.text(alphabet="ab ", min_size=1, max_size=12), st.text(alphabet="xyz ", max_size=12), st.text(max_size=6))
def test_a_planted_quotation_is_found_where_it_was_put(said: str, before: str, after: str) -> None:
    """In curly marks, whatever letters stand around it."""
    said = f"a{said}b"
    text = f"{before} “{said}” {''.join(char for char in after if char.isalpha())}"
    assert Quoted(Span(len(before) + 2, len(before) + 2 + len(said))) in quoted_in(make_article(text))
