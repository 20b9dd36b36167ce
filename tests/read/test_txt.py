"""Plain text: the article's text is the file."""

from pathlib import Path

from onrecord.read.draft import Limits, PileFile
from onrecord.read.txt import read

FILE = PileFile(Path("x.txt"), "x.txt", "x")


def test_the_text_is_the_whole_file() -> None:
    """Title line, chrome, blanks and line ends stay as they are."""
    data = b"  Title of it\r\n\r\nHome | World\rThe president said so.\n\n"
    assert read(data, FILE, Limits()).text == data.decode()


def test_too_many_characters_are_refused() -> None:
    """A text above the limit has a final status and a reason, and no layout."""
    draft = read(b"word " * 10, FILE, Limits(text_characters=20))
    assert (draft.status, draft.layout) == ("too_large", None)
    assert draft.reason[0] == "its text has 50 characters; the limit is 20"


def test_a_guessed_encoding_is_partial() -> None:
    """The article is kept, and the reason says what was guessed."""
    draft = read("The café of the president was closed, and that is all they said.".encode("cp1252"), FILE, Limits())
    assert draft.status == "partial"
    assert "café" in draft.text
