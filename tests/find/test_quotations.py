"""Which words stand in quotation marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.find.quotations import quoted_spans
from tests.support import make_article


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"We won," he said.', ["We won,"]),
        ("“We won,” he said. “And fairly.”", ["We won,", "And fairly."]),
        ("Il a dit «bravo».", ["bravo"]),
        ("Er sagte „gut“.", ["gut"]),
        ('A 27" screen and "a word".', ["a word"]),
        ("“It never closed", ["It never closed"]),
    ],
)
def test_quoted_words_are_found_without_their_marks(text: str, said: list[str]) -> None:
    """Every kind of mark counts; a missing closing mark runs to the end of the block."""
    assert said == [span.of(text) for span in quoted_spans(make_article(text))]


@given(st.text(alphabet='ab "“”«»„\n', min_size=1, max_size=60))
def test_quoted_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    """Whatever the marks, spans are inside the text, ordered and do not overlap."""
    spans = quoted_spans(make_article(text))
    assert all(span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
