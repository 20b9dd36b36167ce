"""Turns of transcripts and interviews."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.find.turns import turns_of
from onrecord.types import Article, Block, Span
from tests.support import make_article


def lines(*texts: str) -> Article:
    """An article whose lines are paragraphs."""
    article = make_article("\n".join(texts))
    starts = [sum(len(text) + 1 for text in texts[:at]) for at in range(len(texts))]
    spans = [Span(start, start + len(text)) for start, text in zip(starts, texts, strict=True)]
    return replace(article, blocks=tuple(Block("paragraph", span) for span in spans))


def told(*texts: str) -> list[tuple[str | None, str]]:
    """Label and words of each turn."""
    article = lines(*texts)
    return [
        (turn.label.of(article.text) if turn.label else None, turn.span.of(article.text)) for turn in turns_of(article)
    ]


def test_answers_are_turns_and_questions_are_not() -> None:
    """ "Q:" asks for the outlet; "A:" has no name of its own."""
    assert [(None, "Badly."), (None, "Next year.")] == told(
        "Q: How did it go?", "A: Badly.", "Q: When?", "A: Next year."
    )


def test_speakers_of_a_sitting_are_labels() -> None:
    """In capitals, with a title, with an office in brackets; stage directions are not said."""
    assert [
        ("Mr ALBERT LOW", "Will he answer?"),
        ("Ms PRIYA NAIR", "I have answered."),
        ("Mr LOW", "Not to me."),
    ] == told(
        "Mr ALBERT LOW (Leith): Will he answer?",
        "Ms PRIYA NAIR (Minister of Works): (rising) I have answered. (Laughter.)",
        "Mr LOW: Not to me.",
    )


def test_the_host_is_the_outlet() -> None:
    """Whoever presents says nothing of his own."""
    assert [("OKORO", "We wait."), ("OKORO", "Yes.")] == told(
        "HOST: And now?", "OKORO: We wait.", "HOST: Still?", "OKORO: Yes."
    )


def test_posts_are_turns() -> None:
    """Three handles or more show what the list is."""
    assert ["@ada", "@ben_2", "@MinFin"] == [
        label for label, _ in told("@ada: So be it.", "@ben_2: Never.", "@MinFin: The budget is out.")
    ]


def test_every_second_line_of_a_dialogue_of_dashes_answers() -> None:
    """Where the first ones ask."""
    assert [(None, "Badly."), (None, "Yes.")] == told("— How was it?", "— Badly.", "— Will you stay?", "— Yes.")


@pytest.mark.parametrize(
    "texts",
    [
        ("Result: a draw.", "Turnout: 40 percent.", "Weather: rain."),
        ("KYIV: The talks ended.", "The ministers left."),
        ("Ana Lopez: 40 percent.", "Ben Hall: 31 percent.", "Cho Min: 12 percent."),
        ("— One thing.", "— Another.", "— A third.", "— A fourth."),
        ('Q: Why? "Because"',),
    ],
)
def test_a_list_is_no_transcript(texts: tuple[str, ...]) -> None:
    """Labels that never come back, and dashes where nobody asks."""
    assert [] == told(*texts)


def test_words_in_marks_after_a_label_are_left_to_the_marks() -> None:
    """They are a quotation already."""
    assert ["Badly."] == [said for _, said in told("Q: And?", 'A: "Well enough."', "Q: Truly?", "A: Badly.")]


@given(st.lists(st.text(alphabet="AQ:ab@ —(]?\"'.", max_size=20).filter(str.strip), min_size=1, max_size=8))
def test_turns_are_in_order_and_quote_the_text(texts: list[str]) -> None:
    """Whatever the lines, spans lie in them."""
    found = turns_of(lines(*texts))
    spans = [turn.span for turn in found]
    assert sorted(spans) == spans
    assert all(any(map(str.isalpha, span.of("\n".join(texts)))) for span in spans)
