"""Nothing that an article says becomes part of a page: no element, no attribute, no address to elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.show.web.support import enter, hostile_record, payloads, visit

ADDRESSES = ("href", "src", "action", "hx-get", "hx-post", "formaction")
Shape = tuple[str, tuple[str, ...]]


def shapes(page: str) -> set[Shape]:
    """Every element of a page as its name and its attributes' names."""
    tree = LexborHTMLParser(page)
    return {(node.tag, tuple(sorted(node.attributes))) for node in tree.css("*")}


def paths(client: TestClient) -> Iterator[str]:
    """Addresses of every kind of page, with ids that the record has."""
    get = lambda path: client.get(f"/api/v1/{path}").json()["rows"]  # noqa: E731
    rows = get("claims?per=200")
    yield from ("/", "/claims?per=200", "/facts", "/figures", "/coverage", "/compare", "/stories", "/names", "/sources")
    yield from ("/unread", "/verdicts", "/keys", "/api", "/login", "/ask")
    yield from (f"/figures?page={page}" for page in range(2, 8))
    for row in rows[:: max(1, len(rows) // 40)]:
        yield from (
            f"/claims?open={row['id']}",
            f"/claim/{row['id']}",
            f"/pane/{row['id']}",
            f"/article/{row['article_id']}",
        )
        yield f"/source?outlet={quote(row['outlet'])}"
        yield f"/claims?outlet={quote(row['outlet'])}&q={quote(row['quote'][:200])}"
        yield f"/compare?left={quote(row['outlet'])}&right={quote(row['outlet'])}"
    yield from (f"/name/{row['key']}" for row in get("names"))
    yield from (f"/fact/{row['id']}" for row in get("facts")[:40])
    yield from (f"/story/{row['id']}" for row in get("stories"))


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the same make, of words that can do nothing; one has an unseen character, one an address."""
    kinds = ("word{}", "a\u202eb {}", "https://example.org/{}")
    words = [kinds[n % 3].format(n) for n in range(len(payloads()))]
    words[1] = "a"  # a name that others are like
    return hostile_record(tmp_path_factory.mktemp("harmless"), words)


def test_nothing_of_an_article_becomes_part_of_a_page(hostile: Path, harmless: Path) -> None:
    """Pages of hostile words have no element and no attribute that pages of harmless words do not have."""
    known: set[Shape] = set()
    client = enter(visit(harmless, review=True))
    for path in paths(client):
        known |= shapes(client.get(path).text)
    client = enter(visit(hostile, review=True))
    seen = 0
    for path in paths(client):
        page = client.get(path)
        assert 200 == page.status_code, path
        assert set() == shapes(page.text) - known, path
        seen += 1
    assert seen > 200
    assert not [shape for shape in known if any(name.startswith("on") or name == "style" for name in shape[1])]


def test_no_address_leads_elsewhere(hostile: Path) -> None:
    """Links lead into the record, or to a page that a reader chooses to open; nothing is loaded from elsewhere."""
    client = enter(visit(hostile, review=True))
    for path in paths(client):
        for node in LexborHTMLParser(client.get(path).text).css("*"):
            for name in ADDRESSES:
                value = node.attributes.get(name)
                if value is None or (value.startswith(("/", "#")) and not value.startswith("//")):
                    continue
                assert "a" == node.tag, (path, value)
                assert value.startswith(("http://", "https://")), (path, value)
                assert {"noopener", "noreferrer", "nofollow"} == set((node.attributes["rel"] or "").split())


def test_every_payload_is_shown_as_words(hostile: Path) -> None:
    """Each text stands on its article's page letter for letter, but for what cannot be seen, which is named."""
    from onrecord.show.marks import UNSEEN

    client = visit(hostile)
    rows = client.get("/api/v1/articles").json()["rows"] + client.get("/api/v1/articles?page=2").json()["rows"]
    shown = {}
    for row in rows:
        title = LexborHTMLParser(client.get(f"/article/{row['id']}").text).css_first("h2.b-title")
        assert title is not None
        shown[int(row["document"].partition(" ")[0])] = title.text()
    expected = {n: UNSEEN.sub(lambda found: f"U+{ord(found[0]):04X}", text) for n, text in enumerate(payloads())}
    assert expected == shown


@pytest.mark.parametrize(
    "where", ["/search?q=", "/ask?q=", "/claims?q=", "/claims?outlet=", "/article/", "/source?outlet=", "/names?kind="]
)
def test_what_is_asked_for_is_inert_too(plain: Path, where: str) -> None:
    """What stands in an address comes back as words, whether something is found or not."""
    client = visit(plain)
    known = {
        shape for path in (f"{where}word", "/claims?q=word", "/nowhere") for shape in shapes(client.get(path).text)
    }
    for text in payloads():
        answer = client.get(where + quote(text, safe=""))
        assert answer.status_code in (200, 400, 404, 422)
        found = shapes(answer.text) - known
        assert not {shape for shape in found if any(name.startswith("on") or name == "style" for name in shape[1])}
        assert not {tag for tag, _ in found} & {"script", "img", "iframe", "object", "embed", "base", "style", "svg"}
        assert LexborHTMLParser(answer.text).css("script").__len__() == 2 or answer.text.startswith(
            "<!doctype html><html"
        )


def test_at_least_a_hundred_payloads() -> None:
    """The corpus has a hundred texts or more, all different."""
    assert 100 <= len(payloads()) == len(set(payloads()))
