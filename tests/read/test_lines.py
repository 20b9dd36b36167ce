"""Units: a line each, or a paragraph where lines were wrapped."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.lines import units

WRAPPED = """A title of its own

The president of the republic said on Monday that the
election had been held in a calm atmosphere, and that
nobody had any reason to doubt the result which was
announced by the commission.

His rival did not agree. He said that he had seen the
boxes himself and that they had been full before noon
on the day of the vote.
"""


@settings(deadline=None)
@given(st.text(max_size=300))
def test_units_are_exact_and_leave_only_blanks(text: str) -> None:
    """Each unit is its own words, in order; between units there is nothing to see."""
    position = 0
    for one in units(text):
        assert text[one.start : one.end] == one.words
        assert not text[position : one.start].replace("\ufeff", " ").strip()
        position = one.end
    assert not text[position:].replace("\ufeff", " ").strip()


def test_lines_are_units() -> None:
    """Where each line is a paragraph, each is a unit; a blank line before it is told."""
    assert [(one.words, one.gap) for one in units("One.\nTwo.\r\n\r\n Three. ")] == [
        ("One.", True),
        ("Two.", False),
        ("Three.", True),
    ]


def test_wrapped_lines_are_joined() -> None:
    """The lines of a text that was wrapped at a width become paragraphs."""
    found = units(WRAPPED)
    assert [one.words.split()[0] for one in found] == ["A", "The", "His"]
    assert found[1].words.endswith("commission.")
