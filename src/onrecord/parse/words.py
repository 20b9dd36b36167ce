"""Our own splitter of English text into sentences and words, with exact offsets.

Words follow the Universal Dependencies English treebanks: clitics are words (``do`` ``n't``, ``Putin`` ``'s``,
``can`` ``not``), most hyphened words are three (``vice`` ``-`` ``president``), a per cent sign is one. Offsets are
Unicode code points of the whole text, start included, end excluded.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from onrecord.parse.sentences import candidate_ends, follow_kind, is_abbreviation, segments, sentence_ends

Offsets = tuple[tuple[int, int], ...]

_DATA = tomllib.loads(files("onrecord.parse").joinpath("data/words.toml").read_text(encoding="utf-8"))
_FUSED: dict[str, int] = _DATA["fused"]
_PREFIXES = frozenset(_DATA["hyphens"]["prefixes"])
_HYPHEN_WHOLE = frozenset(_DATA["hyphens"]["whole"])
_SMALL_WORDS = frozenset(_DATA["hyphens"]["small_words"])
_HYPHEN_SPLIT = frozenset(_DATA["hyphens"]["split"])
_APOSTROPHE_WHOLE = frozenset(_DATA["clitics"]["whole"])
_NAME_ENDS = frozenset(_DATA["names"]["sites"])
_FILE_ENDS = frozenset(_DATA["names"]["files"])

# Marks and joiners that Python's \w leaves out, so that a letter and its accents are one word.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0d7f\u0e31-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200b-\u200f\u2060-\u2064\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
)
_W = rf"[\w{_MARKS}]"
_L = r"[^\W\d_]"
_APOSTROPHE = "['’ʼ`´]"
_HYPHEN = "[-‐‑]"


def _any(words: list[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


# One alternative a kind of word, the first that fits wins. Every repetition is possessive or bounded, so that hostile
# text costs linear time.
_WORD = re.compile(
    rf"""
    (?P<mark> [,;()\[\]{{}}“”«»"%。] )
  | (?P<url> (?:(?:https?|ftp)://|www\.|mailto:|doi:)[^\s<>"“”«»]*[\w/=\#&+-] )
  | (?P<email> (?<![\w.+%-])[\w.+%-]{{1,64}}+@[\w-]{{1,64}}+(?:\.[\w-]{{1,64}}+){{0,8}}+ )
  | (?P<tag> [@\#]{_L}{_W}*+ )
  | (?P<phone> (?:(?:1-)?\d{{3}}[-/]\d{{3}}-\d{{4}} | \d{{3}}[-/]\d{{4}} | \d{{5}}-\d{{4}})(?!\w) )
  | (?P<date> (?:\d{{1,2}}-\d{{1,2}}-\d{{4}} | \d{{4}}-\d{{2}}-\d{{2}})(?!\w) )
  | (?P<money> [A-Z]{{1,3}}\$ )
  | (?P<acronym> (?<!\w)(?:(?:{_any(_DATA["names"]["dotted"])})\.?(?!{_W})
              | (?:{_L}\.)++{_L}(?!{_W})\.?+ | (?:{_L}\.){{2,}}+) )
  | (?P<number> (?:(?<!\S)[+](?=\d))?\d++(?:[.,:/]\d++)*+
        (?: (?:st|nd|rd|th|s|ST|ND|RD|TH|(?<=0){_APOSTROPHE}s)(?!{_W})
          | (?=(?:{_any(_DATA["numbers"]["units"])})(?!{_W}))
          | {_W}*+ ) )
  | (?P<decimal> (?<!\S)\.\d++ )
  | (?P<initials> [A-Za-z]{{1,4}}&[A-Za-z]{{1,4}}(?!{_W}) | [A-Za-z]/[A-Za-z](?!{_W}) )
  | (?P<elided> (?<!\S){_APOSTROPHE}(?:(?:{_any(_DATA["clitics"]["elided"])})(?!{_W})|\d\ds?(?!{_W})) )
  | (?P<born> (?<=\()[bcd]\.\Z )
  | (?P<broken> {_L}{{1,2}}{_HYPHEN}(?!\S) )
  | (?P<word> {_W}++(?:{_APOSTROPHE}{_W}++)*+(?:{_HYPHEN}{_W}++(?:{_APOSTROPHE}{_W}++)*+)*+ )
  | (?P<clitic> {_APOSTROPHE}(?:{_any(_DATA["clitics"]["after_apostrophe"])})(?!{_W}) )
  | (?P<face> [:;=]-?[()DPp](?!\S) | \^_\^ )
  | (?P<run> \.{{2,}}+ | …++\.?+ | [!?]{{2,}}+ | (?P<same>[-=*~+\#$'’‘`])(?P=same)++ | <<++ | >>++ )
  | (?P<sign> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_CLITIC = re.compile(rf"(?:n{_APOSTROPHE}t|{_APOSTROPHE}(?:{_any(_DATA['clitics']['after_apostrophe'])}))\Z", re.I)
_SITE = re.compile(r"[\w-]{1,64}+(?:\.[\w-]{1,64}+){0,8}\.(?P<last>\w{1,16}+)(?!\w|\.\w)")
_INSIDE = re.compile(rf"{_APOSTROPHE}|{_HYPHEN}")
_HYPHENS = re.compile(_HYPHEN)
_CLOSING = re.compile(r"[^\w\s]*+\Z")
_CHUNK = re.compile(r"\S+")
_LONG_CHUNK = 64


def split(text: str, start: int = 0, end: int | None = None) -> tuple[Offsets, ...]:
    """The sentences of ``text[start:end]``, each a tuple of its words' offsets in ``text``.

    Offsets are code points, start included, end excluded. Words are in order, do not overlap and hold no white space;
    every other character of the stretch is in exactly one word. The stretch alone counts: what stands around it does
    not change the result. No sentence has more than 150 words.
    """
    end = len(text) if end is None else min(end, len(text))
    start = max(start, 0)
    stretch = text[start:end]
    sentences = [sentence for first, last in segments(stretch) for sentence in _sentences_of(stretch, first, last)]
    if start == 0:
        return tuple(sentences)
    return tuple(tuple((begin + start, stop + start) for begin, stop in sentence) for sentence in sentences)


def _sentences_of(text: str, first: int, last: int) -> list[Offsets]:
    """The sentences of ``text[first:last]``, a stretch that no paragraph or headline ends within."""
    words: list[tuple[int, int]] = []
    candidates: list[int] = []
    chunks = [match.span() for match in _CHUNK.finditer(text, first, last)]
    for position, (begin, stop) in enumerate(chunks):
        chunk = text[begin:stop]
        following = chunks[position + 1][0] if position + 1 < len(chunks) else last
        follow = follow_kind(text, following, last) if "." in chunk else ""
        pieces, ends = _pieces(chunk, follow) if stop - begin < _LONG_CHUNK else _cut(chunk, follow)
        if ends:
            candidates += [len(words) + piece for piece in ends]
        words += [(begin + left, begin + right) for left, right in pieces]
    cuts = sentence_ends(text, words, candidates)
    if not cuts:
        return [tuple(words)]
    return [tuple(words[left:right]) for left, right in zip([0, *cuts], [*cuts, len(words)], strict=True)]


def _cut(chunk: str, follow: str) -> tuple[Offsets, tuple[int, ...]]:
    """The words of a chunk without white space, and the words after which a sentence may end; offsets in the chunk.

    ``follow`` is what comes after the chunk (see ``follow_kind``): it tells ``No. 5`` from ``no.``
    """
    pieces: list[tuple[int, int]] = []
    at = 0
    while at < len(chunk):
        kind, stop = _one(chunk, at)
        with_dots = _with_dots(chunk, at, stop, follow) if kind in ("word", "number") else stop
        if kind == "word" and with_dots == stop:
            pieces += _word_pieces(chunk, at, stop)
        else:
            pieces.append((at, with_dots))
        at = with_dots
    return tuple(pieces), candidate_ends(chunk, pieces)


_pieces = lru_cache(maxsize=1 << 16)(_cut)


def _one(chunk: str, at: int) -> tuple[str | None, int]:
    """The kind of the first word of ``chunk[at:]``, and where it ends."""
    match = _WORD.match(chunk, at)
    return (match.lastgroup, match.end()) if match else (None, at + 1)


def _with_dots(chunk: str, at: int, stop: int, follow: str) -> int:
    """Where the word ``chunk[at:stop]`` ends with the dots that are its own: of an abbreviation, of a site's name."""
    if chunk[stop : stop + 1] != ".":
        return stop
    site = _SITE.match(chunk, at)
    if site and (site["last"] in _NAME_ENDS or site["last"].lower() in _FILE_ENDS):
        return site.end()
    rest = chunk[stop + 1 : stop + 2]
    if rest == "." or not is_abbreviation(chunk[at:stop], follow if _CLOSING.match(chunk, stop + 1) else rest):
        return stop
    return stop + 1


def _word_pieces(chunk: str, at: int, stop: int) -> list[tuple[int, int]]:
    """The words that ``chunk[at:stop]``, letters with hyphens and apostrophes inside, is made of."""
    word = chunk[at:stop]
    if not _INSIDE.search(word):
        inside = _FUSED.get(word.lower(), 0)
        return [(at, at + inside), (at + inside, stop)] if inside else [(at, stop)]
    pieces: list[tuple[int, int]] = []
    for left, right in _hyphen_parts(word):
        pieces += _clitics(word, left, right)
    return [(at + left, at + right) for left, right in pieces]


def _hyphen_parts(word: str) -> list[tuple[int, int]]:
    """The word cut at its hyphens, each hyphen a part; a prefix stays with what it modifies."""
    bounds = [match.span() for match in _HYPHENS.finditer(word)]
    if not bounds or word.lower() in _HYPHEN_WHOLE:
        return [(0, len(word))]
    if _is_prefixed(word, word[: bounds[0][0]], word[bounds[0][1] :]):
        bounds = bounds[1:]
    edges = [0, *(edge for bound in bounds for edge in bound), len(word)]
    return list(pairwise(edges))


def _is_prefixed(word: str, prefix: str, rest: str) -> bool:
    """Whether the first part of a hyphened word is a prefix: of ``re-elected``, not of ``UN-led``, ``over-the-top``."""
    if prefix.lower() not in _PREFIXES or word.lower() in _HYPHEN_SPLIT or (prefix.isupper() and rest.islower()):
        return len(prefix) == 1 and prefix.lower() in _PREFIXES
    return _HYPHENS.split(rest, maxsplit=1)[0].lower() not in _SMALL_WORDS


def _clitics(word: str, left: int, right: int) -> list[tuple[int, int]]:
    """``word[left:right]`` with the clitics at its end cut off, each a word."""
    tail: list[tuple[int, int]] = []
    while word[left:right].lower() not in _APOSTROPHE_WHOLE:
        match = _CLITIC.search(word, max(left + 1, right - 3), right)
        if match is None:
            break
        tail.append((match.start(), right))
        right = match.start()
    return [(left, right), *reversed(tail)]
