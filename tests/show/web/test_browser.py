"""The reading room in a real browser: keys, permalinks, two reviewers, nothing that runs, nothing that axe finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from onrecord.keep import open_reader
from onrecord.run import build
from onrecord.settings import Settings
from onrecord.show.web.app import make_app
from onrecord.types import Span
from tests.show.web.browser import CHROMIUM, FLAGS, MISSING, served
from tests.show.web.support import REVIEWER, desk_of, hostile_record, plain_record
from tests.support import PATTERN

if MISSING:
    pytest.skip(MISSING, allow_module_level=True)
sync_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    """Debian's chromium, without a window and without a network."""
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def room(plain: Path) -> Iterator[str]:
    """A reading room of six short reports, to be read."""
    with served(make_app(desk_of(plain))) as address:
        yield address


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A reading room of a record of its own, to be reviewed."""
    record = plain_record(tmp_path)
    with served(make_app(desk_of(record, review=True))) as address:
        yield address, record


def signed_in(browser: sync_api.Browser, address: str, name: str) -> sync_api.Page:
    """A window of somebody who has signed in."""
    page = browser.new_context().new_page()
    page.goto(f"{address}/login")
    page.fill("main [name=name]", name)
    page.fill("main [name=token]", REVIEWER)
    page.click("main button")
    page.wait_for_url(f"{address}/")
    return page


def first_row(page: sync_api.Page, address: str) -> dict[str, object]:
    """The first claim of the record, as programs get it."""
    row: dict[str, object] = page.request.get(f"{address}/api/v1/claims?per=1").json()["rows"][0]
    return row


@pytest.mark.parametrize("script", [True, False])
def test_a_permalink_lands_on_the_words(browser: sync_api.Browser, room: str, script: bool) -> None:
    """A span's address shows exactly its words, brought out and in sight, with a script and without one."""
    context = browser.new_context(java_script_enabled=script, viewport={"width": 1200, "height": 300})
    page = context.new_page()
    row = first_row(page, room)
    page.goto(f"{room}/article/{row['document']}?s={row['start']}-{row['end']}#s{row['start']}-{row['end']}")
    marks = page.locator("mark.focus")
    assert row["quote"] == "".join(marks.all_inner_texts())
    box = marks.first.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 300
    context.close()


def test_without_a_script_a_row_leads_to_its_words(browser: sync_api.Browser, room: str) -> None:
    """With no script at all a claim of the list opens its article, the words brought out."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{room}/claims")
    quoted = page.locator("[data-row] q").nth(3).inner_text()
    page.locator("[data-row] a.what").nth(3).click()
    assert quoted == "".join(page.locator("#pane mark.focus").all_inner_texts())
    context.close()


def test_review_by_keyboard_and_rebuild(browser: sync_api.Browser, own: tuple[str, Path]) -> None:
    """j, Enter and a accept a claim; after the record is built again the verdict is still there."""
    address, record = own
    page = signed_in(browser, address, "Anna")
    page.goto(f"{address}/claims")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("#pane [data-open]")
    id_ = page.locator("#pane [data-open]").get_attribute("data-open")
    assert id_ == page.locator("[data-row]").nth(1).get_attribute("data-claim")
    page.keyboard.press("a")
    page.wait_for_selector("#verdicts .told li")
    assert page.locator("#verdicts .told li").inner_text().startswith("right by Anna")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_function("id => document.querySelector('[data-open]').dataset.open !== id", arg=id_)
    page.keyboard.press("r")
    page.wait_for_selector("#verdicts .told li")
    page.keyboard.press("u")
    page.wait_for_selector("#verdicts .told li:nth-child(2)")
    pile = record.parent / "pile"
    (pile / "new.txt").write_text("Anna thanked Clara. " * 30, encoding="utf-8")
    build([pile], record, settings=Settings(processes=1), pipeline=PATTERN)
    with open_reader(record) as reader:
        assert ["right"] == [verdict.word for verdict in reader.case(str(id_)).standing]
    page.context.close()


def test_two_reviewers_at_once(browser: sync_api.Browser, own: tuple[str, Path]) -> None:
    """Of two who decide on one claim at once the first is kept, and the second sees what the first has decided."""
    address, record = own
    anna, ben = signed_in(browser, address, "Anna"), signed_in(browser, address, "Ben")
    id_ = str(first_row(anna, address)["id"])
    for page in (anna, ben):
        page.goto(f"{address}/claim/{id_}")
    anna.keyboard.press("a")
    anna.wait_for_selector("#verdicts .told li")
    ben.keyboard.press("r")
    ben.wait_for_selector("#verdicts .lost")
    assert "right by Anna" in ben.locator("#verdicts .told").inner_text()
    with open_reader(record) as reader:
        assert ["Anna"] == [verdict.by for verdict in reader.case(id_).verdicts]
    ben.keyboard.press("r")
    ben.wait_for_selector("#verdicts .told li:nth-child(2)")
    with open_reader(record) as reader:
        assert ["Anna", "Ben"] == [verdict.by for verdict in reader.case(id_).verdicts]
    for page in (anna, ben):
        page.context.close()


def test_words_are_selected_to_edit(browser: sync_api.Browser, own: tuple[str, Path]) -> None:
    """e opens the edit, words selected in the article go into it, and the claim then has them."""
    address, record = own
    page = signed_in(browser, address, "Anna")
    row = first_row(page, address)
    page.goto(f"{address}/claim/{row['id']}")
    page.keyboard.press("e")
    words = page.evaluate(
        """() => {
            const pieces = [...document.querySelectorAll('[data-o]')];
            const piece = pieces.findLast((one) => one.textContent.includes('Russia'));
            const at = piece.firstChild.textContent.lastIndexOf('Russia');
            getSelection().setBaseAndExtent(piece.firstChild, at, piece.firstChild, at + 6);
            return getSelection().toString();
        }"""
    )
    page.wait_for_function("document.querySelector('[data-words]').value === 'Russia'")
    assert "Russia" == words
    page.locator("details.edit button").click()
    page.wait_for_selector("#verdicts .told li")
    with open_reader(record) as reader:
        claim = reader.claim(str(row["id"]))
        agent = claim.role("agent")
        assert agent is not None
        text = reader.article_of(claim).text
    assert Span(text.rindex("Russia"), text.rindex("Russia") + 6) == agent.span
    page.context.close()


def test_names_are_judged_by_keyboard(browser: sync_api.Browser, tmp_path: Path) -> None:
    """On a name's page j goes to a name like it, s says that it is the same one, and u takes that back."""
    record = hostile_record(tmp_path, ("Anna Grey", "Anna Grey Lee", "Anna"))
    with served(make_app(desk_of(record, review=True))) as address:
        page = signed_in(browser, address, "Ben")
        names = page.request.get(f"{address}/api/v1/names?q=anna").json()["rows"]
        page.goto(f"{address}/name/{next(row['key'] for row in names if row['name'] == 'Anna' and row['id'])}")
        page.keyboard.press("j")
        page.keyboard.press("s")
        page.wait_for_selector("[data-row] .said")
        assert "same by Ben" in page.locator("[data-row]").first.inner_text()
        with open_reader(record) as reader:
            assert ["same"] == [verdict.word for verdict in reader.verdicts()]
        page.keyboard.press("j")
        page.keyboard.press("u")
        page.wait_for_selector("[data-row] .said >> nth=1")
        page.context.close()


def test_the_other_keys(browser: sync_api.Browser, room: str) -> None:
    """/ searches, ? shows the keys, Escape closes them; in a field keys are letters; they can be turned off."""
    page = browser.new_context().new_page()
    page.goto(f"{room}/names")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("/")
    page.keyboard.type("jk?")
    assert "jk?" == page.locator("#q-top").input_value()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator("#keys-off").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert 0 == page.locator("[data-row].now").count()
    page.context.close()


def test_nothing_of_the_corpus_runs(browser: sync_api.Browser, hostile: Path) -> None:
    """No text of the corpus runs, asks for anything elsewhere, or even meets the policy, on any kind of page."""
    with served(make_app(desk_of(hostile, review=True))) as address:
        page = signed_in(browser, address, "Anna")
        wrong: list[str] = []
        page.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda sent: None if sent.url.startswith(address) else wrong.append(sent.url))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        rows = page.request.get(f"{address}/api/v1/claims?per=200&kind=event").json()["rows"]
        every = ["/claims?per=200", "/facts", "/coverage", "/compare", "/names", "/sources", "/unread", "/stories", "/"]
        every += [f"/figures?page={number}" for number in range(1, 8)]
        every += [f"/claims?open={row['id']}" for row in rows[::9]]
        every += [f"/article/{row['article_id']}" for row in rows[::3]]
        every += [f"/search?q={quote(row['quote'][:120])}" for row in rows[::9]]
        every += [f"/name/{row['actor_key']}" for row in rows[::9]]
        for path in every:
            page.goto(address + path, wait_until="load")
            assert page.evaluate("window.ran === undefined"), path
            assert address == page.evaluate("location.origin")
        assert [] == wrong
        page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: sync_api.Browser, own: tuple[str, Path], scheme: str) -> None:
    """axe finds no violation of WCAG 2.2 AA, nor of good practice, on any kind of page, in light and in dark."""
    address, _ = own
    page = signed_in(browser, address, "Anna")
    page.emulate_media(color_scheme=scheme)
    row = first_row(page, address)
    page.request.post(
        f"{address}/api/v1/claims/{row['id']}/verdicts",
        data={"word": "wrong", "seen": "none", "note": "why"},
        headers={"sec-fetch-site": "same-origin"},
    )
    found = []
    for path in pages_of(page, address, row):
        page.goto(address + path)
        results = axe.Axe().run(page, options={"runOnly": RULES}).response["violations"]
        found += [(path, one["id"], [node["target"] for node in one["nodes"]][:3]) for one in results]
    assert [] == found
    page.context.close()


def pages_of(page: sync_api.Page, address: str, row: dict[str, object]) -> list[str]:
    """One address of each kind of page."""
    facts = page.request.get(f"{address}/api/v1/facts").json()["rows"]
    stories = page.request.get(f"{address}/api/v1/stories").json()["rows"]
    return [
        *("/", "/claims", f"/claims?open={row['id']}", f"/claim/{row['id']}", f"/article/{row['document']}"),
        *("/search?q=anna", "/ask?q=Who+thanked+Anna%3F", "/ask?q=colourless", "/names", f"/name/{row['actor_key']}"),
        *("/sources", f"/source?outlet={quote(str(row['outlet']))}", "/compare", "/figures", "/coverage", "/facts"),
        *("/stories", "/unread", "/verdicts", "/keys", "/api", "/login", "/nowhere"),
        *(f"/fact/{fact['id']}" for fact in facts[:1]),
        *(f"/story/{story['id']}" for story in stories[:1]),
    ]


def test_a_narrow_window_is_enough(browser: sync_api.Browser, room: str) -> None:
    """On a telephone's width no page is wider than the window."""
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    row = first_row(page, room)
    for path in pages_of(page, room, row):
        page.goto(room + path)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 360, path
    page.context.close()


def test_a_row_opens_beside_the_list(browser: sync_api.Browser, room: str) -> None:
    """A row opens without leaving the list, its address can be shared, and the words are in sight."""
    page = browser.new_context().new_page()
    page.goto(f"{room}/claims")
    row = page.locator("[data-row]").nth(5)
    row.locator("a.what").click()
    page.wait_for_selector("#pane mark.focus")
    assert re.search(rf"open={row.get_attribute('data-claim')}#s\d+-\d+$", page.url)
    assert row.locator("q").inner_text() == "".join(page.locator("#pane mark.focus").all_inner_texts())
    shared = page.url
    page.goto("about:blank")
    page.goto(shared)
    assert page.locator("#pane mark.focus").first.is_visible()
    page.context.close()
