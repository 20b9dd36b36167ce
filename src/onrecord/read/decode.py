"""Bytes to text, once. Afterwards the text never changes: its offsets are what every cell is cited by.

Line ends stay as they are and nothing is normalised, so that for a UTF-8 file the text is what Python's
``open(path, encoding="utf8", newline="").read()`` gives, a byte order mark (one U+FEFF) included. The marks of UTF-16
and UTF-32 are no characters and go. A NUL becomes U+FFFD, one for one: databases do not keep NUL in text.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.read.language import is_english
from onrecord.read.tables import table

REPLACEMENT = "\ufffd"
SAMPLE = 65_536
# A text has next to no control characters; more than this share of them is something else.
MOST_CONTROLS = 0.05
# UTF-8 with at most this share of bad bytes is damaged UTF-8; with more it is another encoding.
MOST_DAMAGE = 0.002

_MARKS = (  # the 32-bit marks first: the little-endian one begins with the 16-bit one
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,4}=\s{0,4}["']?\s{0,4}([A-Za-z0-9_.:\-]{2,40})""")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and its encoding. ``doubt`` says why the encoding is not certain; empty where it is."""

    text: str
    encoding: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class NotText:
    """The bytes are no text; ``what`` says what they look like."""

    what: str


@cache
def _magic() -> tuple[tuple[bytes, str], ...]:
    return tuple((bytes.fromhex(kind["starts"]), kind["name"]) for kind in table("magic")["kind"])


def _known_kind(data: bytes) -> str | None:
    return next((name for starts, name in _magic() if data.startswith(starts)), None)


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _wide(data[len(mark) :], encoding)
    return None


def _wide(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        doubt = f"it is {encoding.upper()} with damage at byte {error.start}"
        return Decoded(data.decode(encoding, errors="replace"), encoding, doubt)


def _unmarked_wide(data: bytes) -> Decoded | None:
    """UTF-16 or UTF-32 without a mark, told by where the NUL bytes of its ASCII characters fall."""
    sample = data[: SAMPLE // 4 * 4]
    if len(sample) < 8 or sample.count(0) < 0.3 * len(sample):
        return None
    zeros = [sample[place::4].count(0) * 4 / len(sample) for place in range(4)]
    for encoding, full, empty in (
        ("utf-32-le", (0,), (2, 3)),
        ("utf-32-be", (3,), (0, 1)),
        ("utf-16-le", (0, 2), (1, 3)),
        ("utf-16-be", (1, 3), (0, 2)),
    ):
        if all(zeros[place] < 0.1 for place in full) and all(zeros[place] > 0.6 for place in empty):
            return _wide(data, encoding)
    return None


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        first = error.start
    text = data.decode("utf-8", errors="replace")
    bad = text.count(REPLACEMENT)
    good = sum(map(text.count, ("\u2019", "\u201c", "\u2013", "\u2014", "\u00e9"))) or _pairs(data)
    if bad > max(1, MOST_DAMAGE * len(text)) or bad > good:
        return None
    return Decoded(text, "utf-8", f"it is UTF-8 with damage, first at byte {first}")


def _pairs(data: bytes) -> int:
    """How many well-formed sequences of two or three bytes the data has."""
    return len(re.findall(rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}", data))


def _declared(data: bytes) -> Iterator[str]:
    for match in _DECLARED.finditer(data[:4096]):
        yield match[1].decode("ascii").lower()


def _by_declaration(data: bytes) -> Decoded | None:
    for encoding in _declared(data):
        try:
            return Decoded(data.decode(encoding), encoding)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return None


def _guessed(data: bytes) -> Decoded:
    """Windows-1252 where that gives English; else what a detector makes of it, for what it is worth."""
    western = data[:SAMPLE].decode("cp1252", errors="replace")
    found = None if is_english(western) else _detected(data)
    if found:
        return found
    try:
        return Decoded(data.decode("cp1252"), "cp1252", "it is not UTF-8; read as Windows-1252 (Western European)")
    except UnicodeDecodeError:
        return Decoded(data.decode("latin-1"), "latin-1", "it is in no encoding known here; read as Latin-1")


def _detected(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes  # rare, and its import is slow: only when it is needed

    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        return None
    text = data.decode(best.encoding, errors="replace")
    return Decoded(text, best.encoding, f"it is not UTF-8; read as {best.encoding}, a guess")


def _clean(decoded: Decoded) -> Decoded:
    """The same text with NUL and lone surrogates as U+FFFD, one for one."""
    text = _SURROGATES.sub(REPLACEMENT, decoded.text.replace("\x00", REPLACEMENT))
    if text == decoded.text:
        return decoded
    doubt = decoded.doubt or "it has NUL characters or lone surrogates; each is shown as U+FFFD"
    return Decoded(text, decoded.encoding, doubt)


def decode(data: bytes, *, declared: bool = False) -> Decoded | NotText:
    """The text of a file's bytes, or what they are when they are no text; never raises.

    In this order: byte order mark, UTF-8, UTF-16 and UTF-32 without a mark, the encoding that the file itself
    declares (``declared``: for HTML), and at last a guess, which leaves a doubt.
    """
    kind = _known_kind(data)
    if kind:
        return NotText(kind)
    found = _marked(data) or _unmarked_wide(data) or _utf8(data) or (_by_declaration(data) if declared else None)
    decoded = found or _guessed(data)
    sample = decoded.text[:SAMPLE]
    if len(_CONTROLS.findall(sample)) > MOST_CONTROLS * len(sample):
        return NotText("mostly control characters")
    if decoded.doubt and sample.count(REPLACEMENT) > MOST_CONTROLS * len(sample):
        return NotText("bytes that are text in no known encoding")
    return _clean(decoded)
