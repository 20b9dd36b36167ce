"""The pages for reading: what each shows, and what is said of an address that asks for nothing there is."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from onrecord.keep import open_reader
from onrecord.run import build
from onrecord.settings import Settings
from onrecord.show.web.room import Room
from tests.show.web.support import plain_record, visit
from tests.support import PATTERN, write_pile


@pytest.fixture(scope="module")
def client(plain: Path) -> TestClient:
    """A browser before a record of six short reports."""
    return visit(plain)


def texts(page: str, selector: str) -> list[str]:
    """The words of all elements that a selector chooses."""
    return [" ".join(node.text().split()) for node in LexborHTMLParser(page).css(selector)]


def test_the_list_shows_every_claim(client: TestClient, plain: Path) -> None:
    """The list has every claim's words, in the record's order."""
    with open_reader(plain) as reader:
        said = [claim.evidence[0].of(reader.article_of(claim).text) for claim in reader.claims()]
    assert said == texts(client.get("/claims").text, ".rows q")


def test_pages_of_a_list_follow_one_another(client: TestClient) -> None:
    """Five pages of four rows are the list of all, each linked to the next."""
    whole, found, path = texts(client.get("/claims").text, ".rows q"), [], "/claims?per=4"
    while path:
        page = client.get(path).text
        found += texts(page, ".rows q")
        path = next((node.attributes["href"] or "" for node in LexborHTMLParser(page).css("a[rel=next]")), "")
    assert whole == found


def test_a_facet_counts_what_it_gives(client: TestClient) -> None:
    """Each value of a facet leads to as many rows as it says, and is let go again by the same link."""
    page = LexborHTMLParser(client.get("/claims").text)
    links = page.css(".facets section:nth-of-type(2) li a")
    assert len(links) > 2
    for link in links:
        count = link.css_first(".n")
        assert count is not None
        chosen = client.get(link.attributes["href"] or "").text
        assert int(count.text()) == len(texts(chosen, ".rows q"))
        again = LexborHTMLParser(chosen).css_first("a.chosen")
        assert again is not None
        assert "/claims" == again.attributes["href"]


@pytest.mark.parametrize("words", ["eliyev", "Aliyev", "ƏLIYEV", '"thanked Əliyev"', "əliy"])
def test_search_folds_both_sides(client: TestClient, words: str) -> None:
    """Əliyev is found without diacritics, romanised, in capitals, within a phrase and half written."""
    page = client.get("/search", params={"q": words}).text
    assert "Əliyev" in " ".join(texts(page, "section[aria-labelledby=h-claims] .what"))


def test_names_are_found_by_any_spelling(client: TestClient) -> None:
    """A name's page is found by the romanised spelling, and lists the claims in which it has a part."""
    link = LexborHTMLParser(client.get("/search?q=aliyev").text).css_first("section[aria-labelledby=h-names] a")
    assert link is not None
    page = client.get(link.attributes["href"] or "").text
    assert ["Əliyev"] == texts(page, "h1")
    assert all("Əliyev" in words for words in texts(page, ".row .what"))


def test_a_permalink_marks_its_words(client: TestClient) -> None:
    """A span's address marks exactly its words."""
    row = client.get("/api/v1/claims").json()["rows"][3]
    page = client.get(f"/article/{row['document']}?s={row['start']}-{row['end']}").text
    assert row["quote"] == "".join(node.text() for node in LexborHTMLParser(page).css("mark.focus"))
    assert f'id="s{row["start"]}-{row["end"]}"' in page


def test_an_open_claim_stands_beside_the_list(client: TestClient) -> None:
    """Without a script a claim opens beside the list, as it does with one."""
    row = client.get("/api/v1/claims").json()["rows"][3]
    page = client.get(f"/claims?open={row['id']}").text
    pane = client.get(f"/pane/{row['id']}").text
    assert row["quote"] == "".join(node.text() for node in LexborHTMLParser(page).css("#pane mark.focus"))
    assert row["quote"] == "".join(node.text() for node in LexborHTMLParser(pane).css("mark.focus"))


def test_a_question_is_answered_with_links_to_its_words(client: TestClient) -> None:
    """An answer's quotations lead to their spans; a question that cannot be read says which can."""
    page = client.get("/ask", params={"q": "Who thanked Anna?"}).text
    links = [node.attributes["href"] or "" for node in LexborHTMLParser(page).css(".answer a")]
    assert links
    assert all(re.fullmatch(r"/article/[^?]+\?s=\d+-\d+#s\d+-\d+", link) for link in links)
    assert 422 == client.get("/ask", params={"q": "colourless green ideas"}).status_code


def test_coverage_leads_to_the_words(client: TestClient) -> None:
    """Every mark of the matrix leads to a span of the outlet's article."""
    page = LexborHTMLParser(client.get("/coverage").text)
    links = [node.attributes["href"] or "" for node in page.css(".matrix td a")]
    assert links
    assert all(200 == client.get(link.partition("#")[0]).status_code for link in links)


def test_two_outlets_side_by_side(hostile: Path) -> None:
    """What both carry stands in both columns; an outlet compared with itself has nothing of its own."""
    client = visit(hostile)
    rows = client.get("/api/v1/sources").json()
    outlet = next(row["outlet"] for row in rows if row["outlet"].isascii())
    page = client.get("/compare", params={"left": outlet, "right": outlet}).text
    assert ["0", "0"] == texts(page, ".columns h2 .n")
    assert int(texts(page, "caption .n")[0]) > 0


def test_figures_are_drawn_and_written(hostile: Path) -> None:
    """Each figure stands in a drawing and in a table, with its standing, its claimant and a link to its words."""
    page = visit(hostile).get("/figures").text
    assert ["92", "93.5"] * 20 == texts(page, "svg.plot .dot text")
    assert ["92 percent", "93.5 percent"] * 20 == texts(page, ".figure td:nth-of-type(2)")
    assert 40 == len(LexborHTMLParser(page).css(".figure td a"))


def test_copies_are_folded_under_their_original(hostile: Path) -> None:
    """An article that repeats another says so where its outlet's articles are listed."""
    client = visit(hostile)
    copy = client.get("/api/v1/copies").json()[0]
    article = client.get(f"/api/v1/articles/{copy['article_id']}").json()["article"]
    page = client.get("/source", params={"outlet": article["source"]}).text
    assert "near copy, 90% of it" in page


@pytest.mark.parametrize(
    ("path", "code"),
    [
        *(("/nowhere", 404), ("/article/none", 404), ("/claim/zz", 404), ("/claim/0123456789abcdef", 404)),
        *(("/name/0123456789abcdef", 404), ("/fact/x", 404), ("/story/../x", 404), ("/source?outlet=x", 404)),
        *(("/claims?page=0", 400), ("/claims?page=1e3", 400), ("/claims?per=9999", 400), ("/claims?open=<b>", 400)),
        *(("/article/report-00?s=9-3", 400), ("/article/report-00?s=0-99999999", 400), ("/names?page=-1", 400)),
    ],
)
def test_what_is_not_there_is_told(client: TestClient, path: str, code: int) -> None:
    """An address that leads nowhere says so on a page with a way on, never with a trace of the code."""
    answer = client.get(path)
    assert code == answer.status_code
    assert 1 == len(texts(answer.text, "h1"))
    assert "Traceback" not in answer.text


def test_nothing_of_what_a_page_beyond_the_end_asks_for(client: TestClient) -> None:
    """A page after the last has no rows, and is no error."""
    assert [] == texts(client.get("/claims?page=1000").text, ".rows q")


def test_a_record_that_was_built_again_is_shown(tmp_path: Path) -> None:
    """A server notices that a build has taken the record's place, and shows the new one."""
    record = plain_record(tmp_path)
    now = [0.0]
    room = Room(record, now=lambda: now[0])
    before = room.edition.search.size
    write_pile(tmp_path / "pile", 8)
    build([tmp_path / "pile"], record, settings=Settings(processes=1), pipeline=PATTERN)
    now[0] = 2.0
    assert before <= room.edition.search.size
    while room._opening.locked():  # the index is made beside the pages
        os.sched_yield() if hasattr(os, "sched_yield") else None
    assert before < room.edition.search.size
    assert room.edition.reader.info().articles == 8
