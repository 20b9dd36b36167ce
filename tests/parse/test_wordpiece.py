"""Laws of WordPiece and word shapes."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import ParserError
from onrecord.parse.wordpiece import (
    MOST_PIECES,
    SHAPE_CODE,
    SHAPE_DIGITS,
    SHAPE_INITIAL,
    SHAPE_LOWER,
    SHAPE_MARK,
    SHAPE_MIXED,
    SHAPE_TITLE,
    SHAPE_UPPER,
    WordPiece,
    plain,
    shape,
)

VOCABULARY = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "lu", "##ka", "##shenko", "aliyev", "n", "'", "t", '"', "-", "a")


@pytest.fixture
def pieces(tmp_path: Path) -> WordPiece:
    """A WordPiece over a handful of sub-words."""
    path = tmp_path / "vocab.txt"
    path.write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")
    return WordPiece(path)


def _cut(pieces: WordPiece, word: str) -> list[str]:
    return [VOCABULARY[number] for number in pieces(word)[0]]


def test_the_longest_piece_comes_first(pieces: WordPiece) -> None:
    """A word is cut greedily from its start."""
    assert ["lu", "##ka", "##shenko"] == _cut(pieces, "Lukashenko")


def test_case_and_accents_do_not_matter_to_the_pieces(pieces: WordPiece) -> None:
    """Capitals and accents fall away; the shape alone keeps the capitals."""
    assert _cut(pieces, "aliyev") == _cut(pieces, "ALÍYEV")


def test_curly_quotes_are_straight(pieces: WordPiece) -> None:
    """Typographic quotes give the pieces of their plain kin."""
    assert _cut(pieces, "n't") == _cut(pieces, "n’t")
    assert ['"'] == _cut(pieces, "“")


def test_marks_are_pieces_of_their_own(pieces: WordPiece) -> None:
    """A hyphen inside a word stands alone."""
    assert ["a", "-", "a"] == _cut(pieces, "a-a")


@pytest.mark.parametrize("word", ["", "\u0301", "\u200b", "пример", "\x00", "😀"])
def test_every_word_has_a_piece(pieces: WordPiece, word: str) -> None:
    """A word that the vocabulary does not know at all is one unknown piece."""
    assert ["[UNK]"] == _cut(pieces, word)


def test_a_monstrous_word_stays_short(pieces: WordPiece) -> None:
    """An endless word gives a bounded number of pieces."""
    assert MOST_PIECES >= len(pieces("a-" * 10_000)[0])


def test_no_vocabulary_is_a_parser_error(tmp_path: Path) -> None:
    """Where the vocabulary is missing the error says where it was looked for."""
    with pytest.raises(ParserError, match=r"none\.txt"):
        WordPiece(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("moscow", SHAPE_LOWER),
        ("Moscow", SHAPE_TITLE),
        ("NATO", SHAPE_UPPER),
        ("U.S.", SHAPE_UPPER),
        ("J.", SHAPE_INITIAL),
        ("McConnell", SHAPE_MIXED),
        ("2018", SHAPE_DIGITS),
        ("1,000", SHAPE_DIGITS),
        ("COVID-19", SHAPE_CODE),
        ("—", SHAPE_MARK),
        ("İlham", SHAPE_TITLE),
    ],
)
def test_shapes(word: str, expected: int) -> None:
    """A shape says how a word is capitalised, or that it is of digits or marks."""
    assert expected == shape(word)


def test_plain_copies_have_no_accents() -> None:
    """A plain copy is lower-case, unaccented and straight-quoted."""
    assert "jozef's" == plain("Józef’s")
