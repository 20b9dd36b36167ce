"""The floor of quality on the project's own examples: what the demo shows may not get worse."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord import Answer, Article
from onrecord.ask import ask
from onrecord.data import load_gazetteer
from onrecord.export import exporter
from tests.floor import scoring

ROOT = Path(__file__).resolve().parents[2]
PILE = ROOT / "examples/azerbaijan-2024"
LABELS = scoring.read_labels(ROOT / "tests/floor/azerbaijan-2024")
FLOORS = tomllib.loads((ROOT / "tests/floor/floors.toml").read_text(encoding="utf-8"))["examples"]
EXPECTED = tomllib.loads((PILE / "expected.toml").read_text(encoding="utf-8"))
COUNTRIES, CRITICS = EXPECTED["questions"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the record of the examples gives: its articles, its exported lines, its answers."""

    articles: Mapping[str, Article]
    lines: tuple[Mapping[str, Any], ...]
    answers: Mapping[str, Answer]


@pytest.fixture(scope="session")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """The examples, built once through the public face."""
    record_path = tmp_path_factory.mktemp("examples") / "azerbaijan-2024.record"
    onrecord.build([PILE], record_path)
    with onrecord.open_record(record_path) as record:
        return Seen(
            articles={article.document: article for article in record.articles()},
            lines=tuple(json.loads(line) for line in exporter("jsonl")(record)),
            answers={asked["text"]: ask(record, asked["text"]) for asked in EXPECTED["questions"]},
        )


def countries_in(answer: Answer, *, implied: bool) -> set[str]:
    """The codes of the countries that an answer names; a value that is no country stands under its own words."""
    values = [row.value for row in answer.rows if row.implied == implied]
    found = [(load_gazetteer().country(value), value) for value in values]
    return {match.iso3 if match else value for match, value in found}


def quotes_of(seen: Seen) -> Iterator[tuple[str, int, int, str]]:
    """Everything that is shown as proof in the answers: document, start, end, words."""
    for answer in seen.answers.values():
        for row in answer.rows:
            assert row.quotes
            yield from ((quote.document, quote.span.start, quote.span.end, quote.text) for quote in row.quotes)


def places_of(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand in the text, if they do."""
    return [(found.start(), found.end()) for found in re.finditer(re.escape(words), text)]


def test_every_report_is_read(seen: Seen) -> None:
    """Each of the ten reports is an article of the record, and the other files of the folder are none."""
    assert set(LABELS) == set(seen.articles)


def test_congratulating_countries_do_not_fall(seen: Seen) -> None:
    """The countries that congratulated are found, each once a report, at least as well as pinned."""
    assert scoring.countries(LABELS, seen.lines, "CONGRATULATE").f1 >= FLOORS["countries_f1"]


def test_events_do_not_fall(seen: Seen) -> None:
    """Events are found with action, actor, target and modality right at least as well as pinned."""
    assert scoring.events(LABELS, seen.lines).f1 >= FLOORS["events_f1"]


def test_precision_does_not_fall(seen: Seen) -> None:
    """What is found is right at least as often as pinned."""
    assert scoring.events(LABELS, seen.lines).precision >= FLOORS["events_precision"]


def test_the_demo_names_exactly_the_countries(seen: Seen) -> None:
    """The demo's first question is answered with the labelled countries, no more and no fewer."""
    assert set(COUNTRIES["values"]) == countries_in(seen.answers[COUNTRIES["text"]], implied=False)


def test_implied_countries_stand_apart(seen: Seen) -> None:
    """A country that no word says congratulated is at most among the implied ones."""
    assert set(COUNTRIES["implied"]) >= countries_in(seen.answers[COUNTRIES["text"]], implied=True)


@pytest.mark.parametrize("trap", COUNTRIES["never"])
def test_traps_are_not_walked_into(seen: Seen, trap: str) -> None:
    """A country from page chrome, from another sentence, or of a domestic candidate is in no row at all."""
    answer = seen.answers[COUNTRIES["text"]]
    assert trap not in countries_in(answer, implied=False) | countries_in(answer, implied=True)


@pytest.mark.parametrize("critic", CRITICS["values"])
def test_the_demo_names_the_critics(seen: Seen, critic: str) -> None:
    """The demo's second question names each labelled critic of the election."""
    values = [row.value for row in seen.answers[CRITICS["text"]].rows]
    assert any(scoring.same_name(critic, value) for value in values), values


@pytest.mark.parametrize("friend", CRITICS["never"])
def test_the_demo_names_no_friend_as_critic(seen: Seen, friend: str) -> None:
    """Who criticised the observers, or praised the election, did not criticise the election."""
    values = [row.value for row in seen.answers[CRITICS["text"]].rows]
    assert not any(scoring.same_name(friend, value) for value in values), values


def test_every_row_quotes_its_source(seen: Seen) -> None:
    """Each quotation shown is exactly the words between its offsets in its article."""
    for document, start, end, words in quotes_of(seen):
        assert words == seen.articles[document].text[start:end]


@pytest.mark.parametrize("report", EXPECTED["reports"], ids=lambda report: report["file"])
def test_no_claim_comes_from_page_chrome(seen: Seen, report: Mapping[str, Any]) -> None:
    """No line of the export rests on a menu, a ticker or a related headline."""
    document = Path(report["file"]).stem
    text = seen.articles[document].text
    claims = [(line["start"], line["end"]) for line in seen.lines if line["document"] == document]
    for start, end in (place for trap in report["traps"] for place in places_of(text, trap)):
        assert [] == [text[claim[0] : claim[1]] for claim in claims if claim[0] < end and start < claim[1]]


def test_an_answer_says_how_much_was_searched(seen: Seen) -> None:
    """Every answer counts the articles that were searched."""
    assert {len(LABELS)} == {answer.articles for answer in seen.answers.values()}


def test_the_labels_quote_their_reports() -> None:
    """Each label's evidence is exactly the words between its offsets in its text."""
    for name, rows in LABELS.items():
        path = PILE / f"{name}.txt"
        if path.exists():
            text = path.read_bytes().decode("utf-8")
            assert [row["evidence"] for row in rows] == [text[row["start"] : row["end"]] for row in rows]


def test_the_labels_agree_with_the_page_for_readers() -> None:
    """expected.toml says the same as the labels."""
    for report in EXPECTED["reports"]:
        labels = LABELS[Path(report["file"]).stem]
        rows: dict[str, list[list[str]]] = {"must": [], "may": []}
        for row in labels:
            told = [row["action"], row["actor"], row["actor_country"] or "", row["target"], row["modality"]]
            rows["may" if row.get("optional") else "must"].append(told)
        assert rows == {"must": report["must"], "may": report["may"]}
