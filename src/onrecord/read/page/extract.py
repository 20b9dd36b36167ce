"""A page's article: main text by trafilatura, checked against what the page shows, rescued by a second parser.

lxml loses text without a word: below 254 nested elements, and in text nodes over ten million characters. Its error log
is the only sign, so the log is read, and what it kept is compared with an estimate made from the page's characters. A
page that fails either check is read again with lexbor, flattened, and given to trafilatura anew.
"""

from __future__ import annotations

import html as entities
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from selectolax.lexbor import LexborHTMLParser, LexborNode
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata
from trafilatura.settings import Document

from onrecord.read.tables import table

# A parser that kept less than this share of the characters a page shows has lost some.
LEAST_KEPT = 0.6
LEAST_CHARACTERS = 200
LEAST_RUNNING = 60
HIDDEN, ASIDE, HEADINGS, BLOCKS = (frozenset(table("tags")[name]) for name in ("hidden", "aside", "headings", "blocks"))

# The latest date must not come from the clock: the same page gives the same date for ever.
DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}

Unit = tuple[str, str]


def extract(html: str) -> dict[str, Any]:
    """The article's units as (kind, text), what the page says of itself, and how sure the reading is."""
    shown, running = shown_characters(html)
    tree, trouble = _parse(html)
    if not trouble and tree is not None and _characters(tree) < LEAST_KEPT * shown:
        trouble = "the first parser lost text"
    flat: list[Unit] | None = None
    if trouble or tree is None:
        flat = list(flattened(html))
        tree = _parse(_rebuilt(html, flat))[0]
    units, meta = _article(tree) if tree is not None else ([], {})
    if sum(len(text) for _, text in units) < min(LEAST_CHARACTERS, shown):
        kept = list(flattened(html)) if flat is None else flat
        if sum(len(text) for _, text in kept) > 2 * sum(len(text) for _, text in units):
            units, trouble = kept, trouble or "no main text was found, so all that the page shows was taken"
    return {"units": units, "trouble": trouble, "running": running, **meta}


def shown_characters(html: str) -> tuple[int, int]:
    """How many characters, blanks left out, stand outside tags, comments, scripts and styles; in one linear walk.

    The second number counts only stretches long enough to be running text: buttons, menus and lists of links are not.
    """
    count, running, position = 0, 0, 0
    lower = html.lower()
    lower = lower if len(lower) == len(html) else html
    while position >= 0:
        start = html.find("<", position)
        size = _solid(html[position:start] if start >= 0 else html[position:])
        count += size
        running += size if size >= LEAST_RUNNING else 0
        position = _tag_end(lower, start) if start >= 0 else -1
    return count, running


def _tag_end(html: str, start: int) -> int:
    """Where a tag, a comment or a hidden element ends; -1 where it does not."""
    if html.startswith("<!--", start):
        end = html.find("-->", start)
        return end + 3 if end >= 0 else -1
    for name in ("script", "style", "noscript", "template", "svg", "head"):
        if html.startswith(name, start + 1) and html[start + 1 + len(name) : start + 2 + len(name)] in "> \t\n\r/":
            start = html.find(f"</{name}", start)
            break
    end = html.find(">", start) if start >= 0 else -1
    return end + 1 if end >= 0 else -1


def _solid(text: str) -> int:
    return sum(map(len, text.split()))


def _parse(html: str) -> tuple[HtmlElement | None, str]:
    """lxml's tree, and what its log says when it gave up on part of the page."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(html.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    except (etree.LxmlError, ValueError) as error:
        return None, f"the first parser failed: {error}"
    fatal = [entry.message for entry in parser.error_log if entry.level >= etree.ErrorLevels.FATAL]
    return tree, fatal[0].strip() if fatal else ""


def _characters(tree: HtmlElement) -> int:
    """How many characters, blanks left out, the tree shows."""
    count = 0
    for element in tree.iter(etree.Element):
        if element.tag not in HIDDEN and element.text:
            count += _solid(element.text)
        if element.tail:
            count += _solid(element.tail)
    return count


def flattened(html: str) -> Iterator[Unit]:
    """All that a page's body shows, read with lexbor: headings, list items and paragraphs in order, without nesting."""
    body = LexborHTMLParser(html).body
    if body is None:
        return
    kind, words = "paragraph", list[str]()
    for node, opens in _walk(body):
        if node.tag == "-text":
            words.append(node.text_content or "")
        elif node.tag in BLOCKS:
            text = " ".join("".join(words).split())
            if text:
                yield kind, text
            kind, words = _kind_of(node.tag) if opens else "paragraph", []
    if text := " ".join("".join(words).split()):
        yield kind, text


def _kind_of(tag: str | None) -> str:
    return "heading" if tag in HEADINGS else "item" if tag == "li" else "paragraph"


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Every node below the root, at its start and (for elements) at its end; hidden ones and page parts left out."""
    node, opens = root, True
    while True:
        skipped = node.tag in HIDDEN or node.tag in ASIDE
        if not skipped:
            yield node, opens
        if opens and not skipped and node.child is not None:
            node = node.child
            continue
        if node.mem_id == root.mem_id:
            return
        if opens and not skipped and node.tag not in ("-text", "-comment"):
            yield node, False
        if node.next is not None:
            node, opens = node.next, True
        elif node.parent is not None:
            node, opens = node.parent, False
        else:
            return


def _rebuilt(html: str, flat: list[Unit]) -> str:
    """A page without nesting from the flattened units, with the head of the first."""
    tags = {"heading": "h2", "item": "li", "paragraph": "p"}
    head = LexborHTMLParser(html).head
    body = "".join(f"<{tags[kind]}>{entities.escape(text)}</{tags[kind]}>\n" for kind, text in flat)
    return f"<html>{head.html if head is not None else ''}<body><article>{body}</article></body></html>"


def _article(tree: HtmlElement) -> tuple[list[Unit], dict[str, str | None]]:
    found = bare_extraction(
        tree,
        favor_precision=True,
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        with_metadata=True,
        date_extraction_params=dict(DATES),
    )
    document = found if isinstance(found, Document) else None
    meta = document or extract_metadata(tree, date_config=dict(DATES))
    names = {"title": meta.title, "author": meta.author, "date": meta.date, "site": meta.sitename, "url": meta.url}
    units = list(_units(document.body)) if document is not None and document.body is not None else []
    return units, names


def _units(body: Any) -> Iterator[Unit]:
    """The units of trafilatura's body, in order."""
    kinds = {"head": "heading", "item": "item", "row": "item"}
    for element in _leaves(body):
        for line in _lines(element):
            yield kinds.get(element.tag, "paragraph"), line


def _leaves(element: Any) -> Iterator[Any]:
    """The lowest elements that hold a unit each: a quotation of paragraphs gives its paragraphs."""
    for child in element:
        if child.tag == "row" or not any(below.tag in ("p", "item", "row", "head", "list") for below in child):
            yield child
        else:
            yield from _leaves(child)


def _lines(element: Any) -> Iterator[str]:
    if element.tag == "row":
        lines = "\t".join(" ".join("".join(cell.itertext()).split()) for cell in element)
    else:
        for stop in element.iter("lb"):
            stop.tail = "\n" + (stop.tail or "")
        lines = "".join(element.itertext())
    for line in lines.split("\n"):
        if words := (line.strip() if element.tag == "row" else " ".join(line.split())):
            yield words
