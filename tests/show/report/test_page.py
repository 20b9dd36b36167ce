"""The report as a file: every value leads to its words, nothing loads, nothing a source says is part of it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from onrecord.errors import InputError
from onrecord.keep import open_reader, open_writer
from onrecord.show.marks import visible
from onrecord.show.report import report_of, write_report
from onrecord.show.report.coverage import coverage
from onrecord.show.report.material import gathered
from onrecord.show.report.page import assets, rendered
from onrecord.show.report.words import Words
from tests.show.report.support import write_record
from tests.show.web.support import hostile_record, payloads


def page_of(record: Path, story: str | None = None) -> str:
    """A record's report."""
    with open_reader(record) as reader:
        return rendered(report_of(reader, story))


def tree_of(record: Path) -> LexborHTMLParser:
    """A record's report, parsed."""
    return LexborHTMLParser(page_of(record))


def marked(tree: LexborHTMLParser, start: int, end: int, section: LexborNode) -> str:
    """The marked words of an article between two offsets, as the page shows them."""
    stretches = [(int(mark.attributes["data-s"] or 0), mark.text()) for mark in section.css("mark[data-s]")]
    return "".join(text for at, text in stretches if start <= at < end)


@pytest.mark.parametrize("which", ["elected", "attacked"])
def test_every_value_leads_to_its_words(which: str, request: pytest.FixtureRequest) -> None:
    """Each link within the page has its place, and each to an article's words shows exactly these words."""
    record: Path = request.getfixturevalue(which)
    tree = tree_of(record)
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    with open_reader(record) as reader:
        texts = {article.source: article.text for article in reader.articles()}
    seen = 0
    for link in tree.css("a[href]"):
        href = link.attributes["href"] or ""
        if href.startswith("#"):
            assert href[1:] in ids, href
        if found := re.fullmatch(r"#(w\d+)-s(\d+)-(\d+)", href):
            section = tree.css_first(f"#{found[1]}")
            assert section is not None
            start, end = int(found[2]), int(found[3])
            outlet = section.css_first(".src bdi")
            assert outlet is not None
            expected = [visible(text[start:end]) for source, text in texts.items() if visible(source) == outlet.text()]
            plain = re.sub("[⟨⟩\r]", "", expected[0])
            assert plain == re.sub("[⟨⟩\r]", "", marked(tree, start, end, section))
            seen += 1
    assert seen > 20


def test_every_value_is_a_link(elected: Path) -> None:
    """Actors, figures and quotations stand in links; of each cell of the matrix too."""
    tree = tree_of(elected)
    texts = {node.text() for node in tree.css("a.v")}
    assert {"France", "Malta", "Norway", "Peru", "61.5%", "62%", "about 58%"} <= texts
    assert "We welcome this clear and peaceful choice," in texts
    assert 10 == len(tree.css(".matrix tbody a.cell"))


def test_ways_back(elected: Path) -> None:
    """Each passage leads back to a link that leads to it."""
    tree = tree_of(elected)
    links = {node.attributes["id"]: node.attributes["href"] for node in tree.css("a[id]")}
    passages = tree.css(".passage")
    assert passages
    for passage in passages:
        anchors = {f"#{node.attributes['id']}" for node in passage.css("[id]")}
        back = [(node.attributes["href"] or "")[1:] for node in passage.css(".back a")]
        assert back
        assert all(links[one] in anchors for one in back)


def test_reactions_by_country(elected: Path) -> None:
    """Who congratulated is for, who criticised against, who did both is both; in the map as in the table."""
    with open_reader(elected) as reader:
        report = report_of(reader)
    assert {"FRA": "for", "MLT": "for", "NOR": "against", "PER": "both"} == {r.iso3: r.stance for r in report.reactions}
    assert report.map is not None
    lands = {land.anchor: land.kind for land in report.map.lands if land.kind != "silent"}
    assert {"c-FRA": "for", "c-MLT": "for", "c-NOR": "against", "c-PER": "both"} == lands
    assert ["Russia"] == [land.title.partition(",")[0] for land in report.map.lands if land.home]
    blocs = {bloc.name: dict(bloc.sides) for bloc in report.blocs}
    assert ["France", "Malta"] == [one.text for one in blocs["European Union"]["for"]]
    assert ["Norway"] == [one.text for one in blocs["North Atlantic Treaty Organization"]["against"]]


def test_the_most_telling_words(elected: Path) -> None:
    """Beside an act stand the words of whoever did it that are nearest."""
    with open_reader(elected) as reader:
        report = report_of(reader)
    france = next(one for one in report.reactions if one.iso3 == "FRA")
    assert france.deeds[0].quote is not None
    assert "We welcome this clear and peaceful choice," == france.deeds[0].quote.words.value
    assert [] == [one for one in report.reactions if one.iso3 != "FRA" and one.deeds[0].quote]


def test_the_story_in_one_paragraph(elected: Path) -> None:
    """Sentences of cells: who did what to whom, in how many countries, and each number with its standing."""
    lead = tree_of(elected).css_first(".lead")
    assert lead is not None
    said = re.sub(r"also in [^0-9]* \d, \d+ \w+ \d{4} \d", "", re.sub(r"\s+", " ", lead.text()))
    assert said.startswith(
        "3 countries congratulated Anna Vale: France, Malta and Peru. 2 countries criticised the election: "
    )
    assert (
        "Vote share of Anna Vale: 62% (preliminary, The commission); about 58% (exit poll); the standings differ."
        in said
    )
    for node in lead.css("bdi"):
        linked = node.parent is not None and "a" == node.parent.tag
        assert linked or not re.search(r"\d|France|Malta|Norway|Peru", node.text())


def test_dates_as_precise_as_told(elected: Path) -> None:
    """A day that the text gives, a month that it gives, and the day of the report, each said to be what it is."""
    with open_reader(elected) as reader:
        moments = report_of(reader).moments
    told = {(one.words, one.precision, one.told) for one in moments}
    expected = {("5 February 2024", "day", True), ("March 2024", "month", True), ("6 February 2024", "day", False)}
    assert expected == told


def test_figures_side_by_side(elected: Path) -> None:
    """A question has its verdict, its reason, and each claimant's values with their standing."""
    with open_reader(elected) as reader:
        report = report_of(reader)
    (figure,) = report.figures
    lines = [(one.claimant, one.status, [(v.value.value, v.superseded) for v in one.values]) for one in figure.lines]
    commission = ("The commission", "preliminary", [("61.5%", True), ("62%", False)])
    assert [commission, ("not attributed", "exit_poll", [("about 58%", False)])] == lines
    assert ("different_status", "62 percent and 58 percent have different standing") == (figure.verdict, figure.reason)
    plots = {plot.id: json.loads(plot.spec) for plot in report.plots}
    rows = plots[figure.plot]["data"]["values"]
    assert {(61.5, "preliminary"), (62.0, "preliminary"), (58.0, "exit poll")} == {
        (r["value"], r["status"]) for r in rows
    }


def test_copies_are_folded_and_marked(elected: Path) -> None:
    """A copy stands under what it was copied from, and its place in the matrix says so."""
    with open_reader(elected) as reader:
        report = report_of(reader)
    assert [("Outlet 0", ["Outlet 1"])] == [
        (one.outlet, [copy.outlet for copy, _ in one.copies]) for one in report.sources
    ]
    assert report.coverage is not None
    cells = [dict(zip(report.coverage.outlets, row, strict=True)) for _, row in report.coverage.rows]
    assert all(cell["Outlet 0"] and "carries" == cell["Outlet 0"].how for cell in cells)
    assert all(cell["Outlet 1"] and "copy" == cell["Outlet 1"].how for cell in cells)


def test_what_each_outlet_leaves_out(tmp_path: Path) -> None:
    """Of the facts that two outlets carry, those that a third does not; what one alone carries counts for none."""
    with open_reader(write_record(tmp_path / "three", articles=3)) as reader:
        material = gathered(reader)
    of_two, of_one, *others = material.facts
    facts = (replace(of_two, asserted=of_two.asserted[:2]), replace(of_one, asserted=of_one.asserted[:1]), *others)
    material = replace(material, facts=facts)
    found = coverage(material, Words(material))
    assert found is not None
    assert 4 == found.shared
    missing = {outlet: [one.text for one in some] for outlet, some in zip(found.outlets, found.left_out, strict=True)}
    assert {"Outlet 0": [], "Outlet 1": [], "Outlet 2": ["France congratulated Anna Vale"]} == missing


def test_what_was_not_read_is_named(elected: Path) -> None:
    """A file without an article stands in the report with its status and the reason."""
    with open_reader(elected) as reader:
        assert (("bad.pdf", "unsupported", "not a text"),) == report_of(reader).unplaced.inputs


@pytest.mark.parametrize("articles", [0, 1])
@pytest.mark.parametrize("reconciled", [True, False])
def test_little_makes_a_page_too(tmp_path: Path, articles: int, reconciled: bool) -> None:
    """No article, one article, no story: a whole page each, which says what there is not."""
    record = write_record(tmp_path / "little", articles=articles, reconciled=reconciled and articles > 0)
    tree = tree_of(record)
    assert 9 == len(tree.css("main > section"))
    heading = tree.css_first("h1")
    assert heading is not None
    assert ("Vale wins in Ruritania, 0" if articles and reconciled else "A record without a story") == heading.text()


def test_an_empty_record_makes_a_page(tmp_path: Path) -> None:
    """A record of nothing at all makes a page."""
    with open_writer(tmp_path / "empty", extractor="by hand") as writer:
        writer.finish()
    assert "No article is in the record." in page_of(tmp_path / "empty")


def test_the_same_record_makes_the_same_file(elected: Path, tmp_path: Path) -> None:
    """Byte for byte, and the file is whole or not there."""
    with open_reader(elected) as reader:
        write_report(reader, tmp_path / "one.html")
    with open_reader(elected) as reader:
        write_report(reader, tmp_path / "two.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    assert ["one.html", "two.html"] == sorted(path.name for path in tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_named(elected: Path, tmp_path: Path) -> None:
    """The error names the file and what to do, and nothing is left behind."""
    with open_reader(elected) as reader, pytest.raises(InputError, match=r"folder.*another place"):
        write_report(reader, tmp_path)
    with open_reader(elected) as reader, pytest.raises(InputError, match=r"nowhere.*another place"):
        write_report(reader, tmp_path / "nowhere" / "one.html")
    assert [] == list(tmp_path.iterdir())


def test_a_story_is_chosen(elected: Path) -> None:
    """By how its id begins, by words of its title; one that is not there is an error that names those that are."""
    with open_reader(elected) as reader:
        (story,) = reader.stories()
        for wanted in (story.id, story.id[:6], "ruritania vale"):
            assert story.title == report_of(reader, wanted).title
        with pytest.raises(InputError, match="Vale wins"):
            report_of(reader, "no such story")


# --- What may not be in it


def test_the_policy_names_every_script_and_nothing_else(elected: Path) -> None:
    """The hashes of the policy are those of the page's scripts and style; data is in elements that do not run."""
    tree = tree_of(elected)
    meta = tree.css_first("meta[http-equiv]")
    assert meta is not None
    policy = dict(part.strip().split(" ", 1) for part in (meta.attributes["content"] or "").split(";"))
    run = [node.text() for node in tree.css("script") if "type" not in node.attributes]
    data = [node for node in tree.css("script") if "type" in node.attributes]
    assert {"application/json"} == {node.attributes["type"] for node in data}
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in run]
    assert " ".join(hashes) == policy["script-src"]
    assert 4 == len(run)
    assert "'none'" == policy["default-src"]
    assert "data:" == policy["img-src"]
    style = tree.css_first("style")
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.text().encode()).digest()).decode()
    assert f"'sha256-{digest}'" == policy["style-src"]


@pytest.mark.parametrize("which", ["elected", "attacked"])
def test_nothing_is_loaded(which: str, request: pytest.FixtureRequest) -> None:
    """No element loads anything; links elsewhere are plain ones that tell nobody where they were."""
    tree = tree_of(request.getfixturevalue(which))
    for node in tree.css("*"):
        for name in ("src", "srcset", "action", "formaction", "poster", "data", "background", "style"):
            assert name not in node.attributes
        href = node.attributes.get("href")
        if href and not href.startswith("#"):
            assert "a" == node.tag
            assert href.startswith(("https://", "http://"))
            assert {"noopener", "noreferrer", "nofollow"} == set((node.attributes["rel"] or "").split())
    style = tree.css_first("style")
    assert style is not None
    assert {"#hatch", "#cross"} == set(re.findall(r"url\(([^)]*)\)", style.text()))
    assert "@import" not in style.text()


def test_nothing_a_source_says_becomes_part_of_the_page(attacked: Path, tmp_path: Path) -> None:
    """A report of hostile words has no element and no attribute that one of harmless words does not have."""
    kinds = ("word{}", "a\u202eb {}", "https://example.org/{}")
    calm = hostile_record(tmp_path, [kinds[n % 3].format(n) for n in range(len(payloads()))])
    shapes = [
        {(node.tag, *sorted(node.attributes)) for node in tree_of(record).css("*")} for record in (attacked, calm)
    ]
    assert set() == shapes[0] - shapes[1]
    assert not [shape for shape in shapes[0] if any(name.startswith("on") for name in shape[1:])]


def test_data_is_json_that_cannot_end_its_element(attacked: Path) -> None:
    """Each specification is JSON, and has none of the signs that markup is made of."""
    found = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page_of(attacked), re.DOTALL)
    assert found
    for text in found:
        assert not set("<>&") & set(text)
        json.loads(text)


def test_a_large_story_makes_a_bounded_file(attacked: Path) -> None:
    """Long lists are cut with a line that says how many are left out and how to see them."""
    page = page_of(attacked)
    assert len(page.encode()) < 5_000_000
    assert re.search(r"\d+ more \w+(?: \w+)* are left out here; <code>onrecord serve</code> shows them", page)


def test_scripts_of_others_are_left_out_where_nothing_is_drawn() -> None:
    """A page without a drawing carries our own script alone."""
    assert 1 == len(assets(False).scripts)
