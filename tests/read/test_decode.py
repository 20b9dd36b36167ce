"""Bytes to text: the right encoding, the same characters that Python reads, no crash on anything."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.decode import Decoded, NotText, decode

ENGLISH = "President Aliyev’s rival said “no” — the café in Baku was closed.\r\nTurnout was 76.4 percent.\n"


def text_of(data: bytes, **options: bool) -> str:
    decoded = decode(data, **options)
    assert isinstance(decoded, Decoded)
    return decoded.text


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_it(data: bytes) -> None:
    """Any bytes are text or are said to be none; text has no NUL and no lone surrogate."""
    decoded = decode(data)
    if isinstance(decoded, Decoded):
        assert "\x00" not in decoded.text
        decoded.text.encode("utf-8")


@settings(deadline=None)
@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_is_read_as_python_reads_it(text: str) -> None:
    """Offsets in the text are offsets in what Python's own reader gives."""
    data = text.encode("utf-8")
    decoded = decode(data)
    if isinstance(decoded, Decoded) and decoded.encoding == "utf-8":
        assert decoded.text == data.decode("utf-8")


def test_a_file_is_the_text_that_open_gives(tmp_path: Path) -> None:
    """Line ends stay, and so does a byte order mark, as one character."""
    for data in (ENGLISH.encode(), b"\xef\xbb\xbf" + ENGLISH.encode()):
        (tmp_path / "x.txt").write_bytes(data)
        with (tmp_path / "x.txt").open(encoding="utf8", newline="") as handle:
            assert text_of(data) == handle.read()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_seen_with_and_without_a_mark(encoding: str) -> None:
    """UTF-16 and UTF-32 give their characters; their mark is none."""
    assert text_of(ENGLISH.encode(encoding)) == ENGLISH


def test_western_european_text_is_read_with_a_doubt() -> None:
    """Text that is not UTF-8 and looks English is read as Windows-1252, and says so."""
    decoded = decode(ENGLISH.encode("cp1252"))
    assert isinstance(decoded, Decoded)
    assert decoded.text == ENGLISH
    assert "Windows-1252" in decoded.doubt


def test_a_declared_encoding_is_believed_after_utf8() -> None:
    """A page's own declaration counts, unless its bytes are UTF-8 anyway."""
    page = '<meta charset="windows-1251"><p>Привет, мир'
    assert text_of(page.encode("cp1251"), declared=True) == page
    assert text_of(page.encode("utf-8"), declared=True) == page


def test_damaged_utf8_stays_utf8() -> None:
    """One bad byte does not turn a whole text into another encoding; the doubt names the byte."""
    data = ENGLISH.encode() * 20
    decoded = decode(data[:1500] + b"\xff" + data[1500:])
    assert isinstance(decoded, Decoded)
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == 1
    assert "byte 1500" in decoded.doubt


def test_nul_becomes_a_replacement_one_for_one() -> None:
    """A NUL keeps its place as U+FFFD, so that offsets agree in every database."""
    text = "The minister\x00 said that it was over. " * 3
    assert text_of(text.encode()) == text.replace("\x00", "\ufffd")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"PK\x03\x04....", "a ZIP archive or an office document"),
        (b"\x89PNG\r\n\x1a\n....", "a PNG image"),
        (bytes(range(32)) * 20, "mostly control characters"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, what: str) -> None:
    """A file of another kind under a text's name is recognised."""
    assert decode(data) == NotText(what)
