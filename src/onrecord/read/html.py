"""Reads web pages. The article's text is the title and the main text that trafilatura extracts, one unit a paragraph.

That text is what is kept and cited. It can differ from one version of the extractor to another, so the version is part
of what the record says of itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import Any

from onrecord.read.blocks import lay_out
from onrecord.read.decode import Decoded, NotText, decode
from onrecord.read.draft import Draft, Layout, Limits, PileFile
from onrecord.read.front import is_same_outlet
from onrecord.read.lines import Unit, unit
from onrecord.read.page.sandbox import Failure, read_page
from onrecord.types import BlockKind, Status

EXTENSIONS = ("html", "htm", "xhtml")
EXTRACTOR = f"trafilatura {version('trafilatura')}"

INSTEAD = "Save the article's text as plain text instead."
SEPARATOR = "\n\n"
# Below this share of the page's running text, the extracted text may have lost some of the article.
LEAST_SHARE = 0.2
ENOUGH_CHARACTERS = 1_000

_FAILURES: dict[str, tuple[Status, str, str]] = {
    "timeout": ("timeout", "its markup takes too long to parse", INSTEAD),
    "memory": ("too_large", "its markup takes too much memory to parse", INSTEAD),
    "crash": ("unreadable", "its markup breaks the parser", INSTEAD),
    "no_parser": ("unreadable", "the parser of web pages does not start", "Install OnRecord again."),
}
_KINDS: dict[str, BlockKind] = {"heading": "heading", "item": "item", "paragraph": "paragraph"}


def read(data: bytes, file: PileFile, limits: Limits) -> Draft:
    """The page's article with its blocks, read in a process of its own."""
    decoded = decode(data, declared=True)
    if isinstance(decoded, NotText):
        return Draft("binary", (f"this is no web page but {decoded.what}", "Save the page as HTML."))
    if not decoded.text.strip().strip("\ufeff"):
        return Draft("empty", ("there is nothing in it", "Fetch the page again, or remove the file."))
    page = read_page(decoded.text, limits)
    if isinstance(page, Failure):
        status, what, advice = _FAILURES[page.kind]
        return Draft(status, (f"{what}: {page.detail}" if page.detail else what, advice))
    return _draft(page, decoded, file, limits)


def _draft(page: dict[str, Any], decoded: Decoded, file: PileFile, limits: Limits) -> Draft:
    outlets = tuple(name for name in (file.meta.outlet, page.get("site")) if name)
    text, parts = _text(page, outlets)
    if not parts:
        return Draft("empty", ("no article was found in this page", INSTEAD))
    if len(text) > limits.text_characters:
        what = f"its text has {len(text)} characters; the limit is {limits.text_characters}"
        return Draft("too_large", (what, "Split it into one file for each article."))
    layout = lay_out(text, parts, outlet=next(iter(outlets), None))
    url = page.get("url")
    draft = Draft("ok", ("", ""), text, _with_metadata(layout, page), url if _is_web(url) else None, EXTRACTOR)
    return _doubted(draft, page, decoded)


def _is_web(url: object) -> bool:
    return isinstance(url, str) and url.startswith(("http://", "https://"))


def _text(page: dict[str, Any], outlets: Sequence[str]) -> tuple[str, list[Unit]]:
    """The record's text and its units: the title first, where the main text does not begin with it.

    A page that gives its outlet's name for its title has the title in its first heading.
    """
    units = [(kind, _without_marks(words)) for kind, words in page["units"]]
    title = _without_marks(" ".join((page.get("title") or "").split()))
    if any(is_same_outlet(title, outlet) for outlet in outlets):
        title = units[0][1] if units and units[0][0] == "heading" else ""
    if units and title:
        rest = units[1:] if _same(units[0][1], title) else units
        units = [("title", title), *rest]
    parts: list[Unit] = []
    position = 0
    text = SEPARATOR.join(words for _, words in units)
    for kind, words in units:
        hint: BlockKind | None = "title" if kind == "title" else _KINDS.get(kind)
        one = unit(text, position, position + len(words), gap=True, hint=hint)
        parts.extend([one] if one else [])
        position += len(words) + len(SEPARATOR)
    return text, parts


def _without_marks(words: str) -> str:
    return words.replace("\x00", "\ufffd")


def _same(one: str, other: str) -> bool:
    return "".join(filter(str.isalnum, one)).casefold() == "".join(filter(str.isalnum, other)).casefold()


def _with_metadata(layout: Layout, page: dict[str, Any]) -> Layout:
    """The layout with what the page's own metadata says; the words of the article come second."""
    return replace(
        layout,
        byline=page.get("author") or layout.byline,
        published=page.get("date") or layout.published,
        outlet=page.get("site") or layout.outlet,
    )


def _doubted(draft: Draft, page: dict[str, Any], decoded: Decoded) -> Draft:
    """The draft with the first thing that speaks against trusting it, if there is one."""
    advice = "Compare the article with the page."
    share = sum(map(len, draft.text.split())) / max(1, page["running"])
    if page["trouble"]:
        return _as(draft, "suspect", f"the page had to be read a second way: {page['trouble']}", advice)
    if share < LEAST_SHARE and page["running"] >= ENOUGH_CHARACTERS:
        return _as(draft, "suspect", f"only {share:.0%} of the page's running text was taken as the article", advice)
    if decoded.doubt:
        return _as(draft, "partial", f"the encoding is doubtful: {decoded.doubt}", "Look whether letters are wrong.")
    return draft


def _as(draft: Draft, status: Status, what: str, advice: str) -> Draft:
    return replace(draft, status=status, reason=(what, advice))
