"""Words to the encoder's sub-words: WordPiece over an uncased vocabulary, and the shape of each word's letters."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from onrecord.errors import ParserError

MOST_PIECES = 12
"""A word's sub-words past this number are dropped, so that one long address cannot fill a sentence."""

MOST_CACHED = 200_000

# Shapes as the weights know them: the encoder is uncased, so this is all it learns of capitals.
SHAPE_NONE, SHAPE_LOWER, SHAPE_TITLE, SHAPE_UPPER, SHAPE_INITIAL = 0, 1, 2, 3, 4
SHAPE_MIXED, SHAPE_DIGITS, SHAPE_CODE, SHAPE_MARK, SHAPE_EDGE = 5, 6, 7, 8, 9
SHAPES = 10

_PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "«": '"',
        "»": '"',
        "…": "...",
        "‐": "-",
        "‑": "-",
        "−": "-",
    }
)


def shape(word: str) -> int:
    """The shape of a word's letters: how it is capitalised, whether it holds digits or no letter at all."""
    letters = [character for character in word if character.isalpha()]
    digits = any(character.isdigit() for character in word)
    if not letters:
        return SHAPE_DIGITS if digits else SHAPE_MARK
    if digits:
        return SHAPE_CODE
    return _letter_shape(letters)


def _letter_shape(letters: list[str]) -> int:
    raised = [character.isupper() for character in letters]
    if not any(raised):
        return SHAPE_LOWER
    if all(raised):
        return SHAPE_UPPER if len(letters) > 1 else SHAPE_INITIAL
    return SHAPE_TITLE if raised[0] and not any(raised[1:]) else SHAPE_MIXED


def plain(word: str) -> str:
    """A copy in lower case, without accents or control characters, with typographic quotes made straight."""
    spread = unicodedata.normalize("NFD", word.translate(_PLAIN).lower())
    return "".join(character for character in spread if unicodedata.category(character)[0] != "C" and _keeps(character))


def _keeps(character: str) -> bool:
    return unicodedata.category(character) != "Mn"


def _is_mark(character: str) -> bool:
    # BERT's own rule: every ASCII symbol counts as punctuation, whatever Unicode says of it.
    return (character.isascii() and not character.isalnum()) or unicodedata.category(character)[0] == "P"


def _is_ideograph(character: str) -> bool:
    return 0x3400 <= ord(character) < 0xA000 or 0xF900 <= ord(character) < 0xFB00 or 0x20000 <= ord(character) < 0x30000


def _chunks(word: str) -> list[str]:
    chunks: list[str] = []
    joins = False
    for character in word:
        if character.isspace():
            joins = False
        elif _is_mark(character) or _is_ideograph(character):
            chunks.append(character)
            joins = False
        elif joins:
            chunks[-1] += character
        else:
            chunks.append(character)
            joins = True
    return chunks


class WordPiece:
    """Sub-word numbers of words, remembered from one word to the next."""

    def __init__(self, vocabulary: Path) -> None:
        try:
            lines = vocabulary.read_text(encoding="utf-8").splitlines()
        except OSError as error:
            raise ParserError(
                "the vocabulary cannot be read", where=str(vocabulary), next_step="Re-install OnRecord."
            ) from error
        self._numbers = {piece: number for number, piece in enumerate(lines)}
        try:
            self.pad, self.unknown, self.start, self.end = (
                self._numbers[f"[{n}]"] for n in ("PAD", "UNK", "CLS", "SEP")
            )
        except KeyError as error:
            raise ParserError(
                f"the vocabulary lacks {error}", where=str(vocabulary), next_step="Re-install OnRecord."
            ) from error
        self._longest = max(map(len, lines))
        self._cache: dict[str, tuple[tuple[int, ...], int]] = {}

    def __contains__(self, word: object) -> bool:
        """Whether the vocabulary has the word whole."""
        return word in self._numbers

    def __call__(self, word: str) -> tuple[tuple[int, ...], int]:
        """The word's sub-word numbers (one at least, ``MOST_PIECES`` at most) and its shape."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) >= MOST_CACHED:
                self._cache.clear()
            found = self._cache[word] = (self._pieces(word), shape(word))
        return found

    def _pieces(self, word: str) -> tuple[int, ...]:
        # A thousand-character "word" would cost a thousand look-ups per position; its start says enough.
        pieces = [number for chunk in _chunks(plain(word[:200])) for number in self._greedy(chunk)]
        return tuple(pieces[:MOST_PIECES]) or (self.unknown,)

    def _greedy(self, chunk: str) -> list[int]:
        pieces: list[int] = []
        start = 0
        while start < len(chunk):
            for end in range(min(len(chunk), start + self._longest), start, -1):
                number = self._numbers.get(("##" if start else "") + chunk[start:end])
                if number is not None:
                    pieces.append(number)
                    start = end
                    break
            else:
                return [self.unknown]
        return pieces
