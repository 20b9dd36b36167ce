"""The report in a real browser, opened from a file: nothing is asked for, drawings are drawn, links lead to words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.keep import open_reader
from onrecord.show.report import write_report
from tests.show.web.browser import CHROMIUM, FLAGS, MISSING

if MISSING:
    pytest.skip(MISSING, allow_module_level=True)
sync_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    """Debian's chromium, without a window and without a network."""
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def files(elected: Path, attacked: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The reports of two records, by name, as addresses."""
    folder = tmp_path_factory.mktemp("reports")
    for record in (elected, attacked):
        with open_reader(record) as reader:
            write_report(reader, folder / f"{record.name}.html")
    return {name: (folder / f"{name}.html").as_uri() for name in ("elected", "hostile")}


def opened(
    browser: sync_api.Browser, address: str, wrong: list[str], *, script: bool = True, **how: object
) -> sync_api.Page:
    """A window with a report, all requests but for the file itself and all complaints noted."""
    context = browser.new_context(java_script_enabled=script, **{"viewport": DESK, **how})
    page = context.new_page()
    page.on("request", lambda request: wrong.append(request.url) if request.url != address else None)
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.goto(address)
    if script:
        page.locator(".plot svg").first.wait_for()
    return page


@pytest.mark.parametrize("which", ["elected", "hostile"])
def test_a_report_asks_for_nothing(browser: sync_api.Browser, files: dict[str, str], which: str) -> None:
    """Opened from a file it makes no request and no complaint, runs nothing of a source, and draws its drawings."""
    wrong: list[str] = []
    page = opened(browser, files[which], wrong)
    count = page.locator("script[data-plot]").count()
    page.wait_for_function("n => document.querySelectorAll('.plot svg').length === n", arg=count)
    assert page.evaluate("window.ran === undefined")
    assert page.evaluate("[...document.querySelectorAll('.plot')].every(one => one.querySelector('svg'))")
    assert [] == wrong
    page.context.close()


@pytest.mark.parametrize("script", [True, False])
def test_from_a_country_to_its_words(browser: sync_api.Browser, files: dict[str, str], script: bool) -> None:
    """A click on a country leads to its row, a click on its actor to the marked words, with a script and without."""
    wrong: list[str] = []
    page = opened(browser, files["elected"], wrong, script=script)
    page.locator(".stances").get_by_role("link", name="Norway").click()
    assert page.url.endswith("#c-NOR")
    page.locator("#c-NOR a.v").first.click()
    target = page.locator("mark:target")
    assert "Norway criticised the election." in target.locator("xpath=..").inner_text()
    box = target.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < DESK["height"]
    page.locator(".passage:has(:target) .back a").first.click()
    assert "#r" in page.url
    assert [] == wrong
    page.context.close()


def test_from_the_map_to_its_words(browser: sync_api.Browser, files: dict[str, str]) -> None:
    """A click on a country of the map, and on the dot of a small one, leads to its row."""
    page = opened(browser, files["elected"], [])
    for code, shape in (("PER", "path"), ("MLT", "circle")):
        page.locator(f'.world a[href="#c-{code}"] {shape}').click(force=True)
        assert page.url.endswith(f"#c-{code}")
        page.goto(files["elected"])
    page.context.close()


def test_without_a_script_all_is_there(browser: sync_api.Browser, files: dict[str, str]) -> None:
    """The map is drawn and every table stands; where a drawing would be, there is no empty place."""
    page = opened(browser, files["elected"], [], script=False)
    assert page.locator(".world path").count() > 200
    for part in (".stances", ".times", ".figure table", ".matrix", ".sources", ".text"):
        assert page.locator(part).first.is_visible()
    assert not page.locator(".plot").first.is_visible()
    page.context.close()


@pytest.mark.parametrize("which", ["elected", "hostile"])
def test_a_phone_shows_all_of_it(browser: sync_api.Browser, files: dict[str, str], which: str) -> None:
    """On a narrow screen nothing is wider than the screen, but for tables that move of their own."""
    page = opened(browser, files[which], [], viewport=PHONE, is_mobile=True)
    assert PHONE["width"] >= page.evaluate("document.documentElement.scrollWidth")
    page.context.close()


def test_it_can_be_printed(browser: sync_api.Browser, files: dict[str, str]) -> None:
    """On paper the navigation is gone and everything that was folded is open."""
    page = opened(browser, files["elected"], [])
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert page.evaluate("[...document.querySelectorAll('details')].every(one => one.open)")
    assert len(page.pdf(format="A4")) > 10_000
    page.context.close()


@pytest.mark.parametrize("how", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"viewport": PHONE}])
def test_axe_finds_nothing(browser: sync_api.Browser, files: dict[str, str], how: dict[str, object]) -> None:
    """axe finds no violation of WCAG 2.2 AA, nor of good practice."""
    page = opened(browser, files["elected"], [], **how)
    found = axe.Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [] == [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found]
    page.context.close()
