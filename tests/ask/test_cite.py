"""An answer on the terminal and as the interchange object."""

from __future__ import annotations

import pytest

from onrecord.ask import as_json, render
from onrecord.types import Answer, Quote, Row, Span


def quote(text: str, document: str = "trend", start: int = 4, published: str | None = "2024-02-08") -> Quote:
    """Words from an article."""
    return Quote(document, "Trend", published, Span(start, start + len(text)), text, "c1")


def answer(*rows: Row) -> Answer:
    """An answer over five articles."""
    return Answer("Which?", "countries that congratulated Ilham Aliyev\nNote: one thing", rows, 5)


def test_the_interchange_object_is_as_agreed() -> None:
    """Names and nesting of the object are fixed."""
    expected = {
        "question": "Which?",
        "understood_as": "countries that congratulated Ilham Aliyev\nNote: one thing",
        "rows": [
            {
                "value": "Iran",
                "sources": ["trend", "apa"],
                "quotes": [
                    {"document": "trend", "start": 4, "end": 9, "text": "Words"},
                    {"document": "apa", "start": 0, "end": 4, "text": "More"},
                ],
            }
        ],
        "searched": {"articles": 5},
    }
    assert expected == as_json(answer(Row("Iran", (quote("Words"), quote("More", "apa", 0)))))


def test_implied_rows_stand_apart_in_the_object() -> None:
    """They are no rows; whoever counts rows counts what is stated."""
    shown = as_json(answer(Row("Iran", (quote("Words"),)), Row("Armenia", (quote("Words"),), implied=True)))
    assert (["Iran"], ["Armenia"]) == tuple([row["value"] for row in shown[key]] for key in ("rows", "implied"))


def test_a_row_shows_outlet_date_words_and_place() -> None:
    """Everything needed to find the words again."""
    shown = render(answer(Row("Iran", (quote("He congratulated him."),), note="denied in x")), 100)
    assert "  1. Iran (denied in x)" in shown
    assert "Trend, 2024-02-08: “He congratulated him.” [trend 4-25]" in shown


def test_the_summary_counts() -> None:
    """Countries found and articles searched."""
    rows = [Row(value, (quote("Words"),)) for value in ("Iran", "Turkey")]
    assert render(answer(*rows), 80).endswith("\n2 countries; 5 articles searched.\n")
    assert "1 country, and 1 only implied; 5" in render(answer(rows[0], Row("X", (quote("W"),), implied=True)), 80)


def test_an_empty_answer_says_so() -> None:
    """Nothing found is an answer, with what was searched."""
    assert "No source in this record says so; 5 articles searched." in render(answer(), 80)


def test_long_words_are_cut_in_the_middle_for_display_alone() -> None:
    """The object keeps all of them."""
    words = "start " + "word " * 100 + "end"
    row = Row("Iran", (quote(words),))
    shown = render(answer(row), 10_000)
    assert [True] * 3 == [part in shown for part in (" … ", "“start", "end”")]
    assert len(shown) < 500
    assert words == as_json(answer(row))["rows"][0]["quotes"][0]["text"]


def test_more_quotes_than_fit_are_counted() -> None:
    """What is not shown is said."""
    shown = render(answer(Row("Iran", tuple(quote("Words", start=at) for at in range(9)))), 80)
    assert "and 6 more" in shown


def test_control_characters_never_reach_the_terminal() -> None:
    """An article cannot move the cursor, colour the line or turn the writing round."""
    shown = render(answer(Row("I\x1b[31mran", (quote("a\x1b[2Jb\x07c\u202ed\r\ne"),))), 80)
    assert not set(shown) & set("\x1b\x07\u202e\r")


def test_no_colour_unless_asked() -> None:
    """Colour adds codes and nothing else."""
    row = Row("Iran", (quote("Words"),))
    plain, coloured = render(answer(row), 80), render(answer(row), 80, True)
    assert "\x1b" not in plain
    assert "\x1b[1mIran\x1b[0m" in coloured


@pytest.mark.parametrize("width", [0, 1, 40, 80])
def test_lines_keep_to_the_width(width: int) -> None:
    """Forty columns are the least."""
    shown = render(answer(Row("Iran", (quote("word " * 30),))), width)
    assert all(len(line) <= max(width, 40) for line in shown.splitlines() if not line.startswith("No source"))
