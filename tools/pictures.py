"""Pictures of the reading room and the report for the documentation, made from the example record.

python tools/pictures.py [FOLDER]
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.show.web.browser import CHROMIUM, FLAGS, MISSING, served  # noqa: E402

EXAMPLE = ROOT / "examples/azerbaijan-2024"
WINDOW = {"width": 1280, "height": 800}


def pages(page: Page, address: str) -> Iterator[tuple[str, str, str]]:
    """Each picture's name, the address it shows, and whether in light or dark."""
    rows = page.request.get(f"{address}/api/v1/claims?action=CRITICISE").json()["rows"]
    facts = page.request.get(f"{address}/api/v1/facts?standing=corroborated").json()["rows"]
    opened = facts[0]["asserted"][0] if facts else rows[0]["id"]
    yield "claims", f"/claims?action=CRITICISE&open={rows[-1]['id']}", "light"
    yield "facts", f"/facts?open={opened}", "dark"
    yield "coverage", "/coverage?action=CONGRATULATE", "light"
    yield "figures", "/figures", "light"
    yield "ask", "/ask?q=Which+countries+congratulated+Aliyev%3F", "light"


def report_pictures(page: Page, record: Path, folder: Path) -> Iterator[Path]:
    """The report's head and its figures, in light, and its reactions, in dark."""
    from onrecord.keep import open_reader
    from onrecord.show.report import write_report

    file = record.with_name("report.html")
    with open_reader(record) as reader:
        write_report(reader, file)
    for name, part, scheme in (
        ("", "header", "light"),
        ("-reactions", "#reactions", "dark"),
        ("-figures", "#figures", "light"),
    ):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(file.as_uri())
        page.wait_for_function("[...document.querySelectorAll('.plot')].every(one => one.querySelector('svg'))")
        page.evaluate("part => document.querySelector(part).scrollIntoView()", part)
        page.screenshot(path=str(folder / f"report{name}.png"))
        yield folder / f"report{name}.png"


def main(folder: Path) -> None:
    """Build the example record, show it, and keep the pictures."""
    from onrecord.run import build
    from onrecord.show.web.app import make_app
    from onrecord.show.web.desk import Desk
    from onrecord.show.web.room import Room

    if MISSING:
        sys.exit(f"pictures: {MISSING}")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        record = Path(place) / "azerbaijan-2024.record"
        build([EXAMPLE], record)
        with served(make_app(Desk(Room(record)))) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
            page = browser.new_context(viewport=WINDOW).new_page()  # type: ignore[arg-type]
            for name, path, scheme in pages(page, address):
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                page.goto(address + path)
                page.screenshot(path=str(folder / f"{name}.png"))
                print(folder / f"{name}.png")
            for picture in report_pictures(page, record, folder):
                print(picture)
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/pictures")
