"""One object a line for each actor and target, with the interchange names; what is not known is null."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from onrecord.errors import CitationError, SettingError
from onrecord.export import exporter, formats
from onrecord.export.jsonl import lines
from onrecord.keep import Proof
from onrecord.types import Article, Claim, Entity, Mention, Role, Span, Speech
from tests.support import make_article, make_claim, make_mention

TEXT = "In Bakı, Xi of Türkiye praised Әлия, Anna says 🕊️."


class Kept:
    """A record of one article, in memory."""

    def __init__(self, *claims: Claim, article: Article | None = None, words: str | None = None) -> None:
        self._claims, self._article, self._words = claims, article or make_article(TEXT), words

    def articles(self) -> Iterator[Article]:
        return iter([self._article])

    def claims(
        self, kind: str | None = None, action: str | None = None, document: str | None = None
    ) -> Iterator[Claim]:
        return iter(self._claims)

    def proofs(self, document: str) -> Iterator[Proof]:
        for claim in self._claims:
            for position, span in enumerate(claim.evidence):
                words = self._words or self._article.text[span.start : span.end]
                yield Proof("evidence", claim.id, position, span, words)


def _mention(words: str, **changes: Any) -> Mention:
    return replace(make_mention(TEXT, words), **changes)


def _claim(agent: Mention | None, target: Mention | None = None, **changes: Any) -> Claim:
    return replace(make_claim(make_article(TEXT), "praised", agent, target), **changes)


def _line(*claims: Claim) -> dict[str, Any]:
    (line,) = lines(Kept(*claims))
    found: dict[str, Any] = json.loads(line)
    return found


def test_an_event_line() -> None:
    """An event has the interchange's names, the canonical name beside the article's, and where it stands."""
    state = Entity("state:TUR", "Türkiye", "state", "TUR")
    xi = _mention("Xi", name="Xi of Türkiye", entity=state, kind="place")
    claim = _claim(xi, _mention("Әлия"), reported_by=(_mention("Anna"),), score=0.5)
    assert {
        "type": "event",
        "document": "a",
        "start": 9,
        "end": 35,
        "action": "PRAISE",
        "actor": "Xi of Türkiye",
        "actor_country": "TUR",
        "actor_entity": "Türkiye",
        "actor_kind": "state",
        "target": "Әлия",
        "target_country": None,
        "target_entity": None,
        "modality": "asserted",
        "quote": "Xi of Türkiye praised Әлия",
        "claim": claim.id,
        "trigger_start": 23,
        "trigger_end": 30,
        "reported_by": ["Anna"],
        "rule": "PRAISE/pattern",
        "by": "pattern/1",
        "score": 0.5,
        "date": None,
        "date_start": None,
        "date_end": None,
        "hedges": [],
    } == _line(claim)


def test_the_text_is_written_as_it_is() -> None:
    """Letters of all scripts stay letters, and every line ends."""
    (line,) = lines(Kept(_claim(_mention("Xi"), _mention("Әлия"))))
    assert "Әлия" in line
    assert line.endswith("}\n")
    assert 1 == line.count("\n")


@pytest.mark.parametrize(
    ("polarity", "modality", "shown"),
    [
        ("positive", "asserted", "asserted"),
        ("negative", "asserted", "negated"),
        ("negative", "planned", "negated"),
        ("positive", "planned", "planned"),
        ("positive", "implied", "implied"),
    ],
)
def test_polarity_and_modality_are_one_word(polarity: str, modality: str, shown: str) -> None:
    """A negative claim is negated, any other has its modality."""
    assert shown == _line(_claim(_mention("Xi"), polarity=polarity, modality=modality))["modality"]


def test_what_is_not_known_is_null() -> None:
    """No agent, or words that were not resolved, are null; a place that is no party has no kind."""
    nobody = _line(_claim(None))
    unresolved = _line(_claim(_mention("Xi", name=None, kind="place", unresolved="no one before it")))
    assert [None] * 4 == [nobody[name] for name in ("actor", "actor_kind", "actor_country", "target")]
    assert [None, None] == [unresolved[name] for name in ("actor", "actor_kind")]


def test_a_name_that_needed_no_resolving() -> None:
    """Words that nothing was said against stand for themselves."""
    assert "Xi" == _line(_claim(_mention("Xi", name=None)))["actor"]


def test_lines_are_in_canonical_order() -> None:
    """Lines are sorted by place, action and parties, whatever the order of the claims."""
    first = _claim(_mention("Xi"), _mention("Әлия"), id="2")
    second, third = replace(first, id="1", action="THANK"), _claim(_mention("Anna"), id="0", evidence=(Span(37, 46),))
    shown = [json.loads(line)["claim"] for line in lines(Kept(third, second, first))]
    assert ["2", "1", "0"] == shown


def test_a_quotation_line() -> None:
    """A quotation has its speaker and how it is given."""
    anna = _mention("Anna")
    claim = _claim(
        anna, kind="quotation", roles=(Role("speaker", anna),), evidence=(Span(9, 35),), speech=Speech("mixed")
    )
    line = _line(claim)
    assert ("quote", "Anna", "mixed") == (line["type"], line["speaker"], line["kind"])


def test_a_wrong_quote_is_refused() -> None:
    """A line whose stored words are not in the article is refused, with the place."""
    with pytest.raises(CitationError, match=r"nobody said so.*a, 9-35"):
        list(lines(Kept(_claim(_mention("Xi"), _mention("Әлия")), words="nobody said so")))


def test_a_changed_text_is_refused() -> None:
    """An article whose text is not the one of its hash is not exported."""
    changed = replace(make_article(TEXT), text=TEXT.replace("Bakı", "Baku"))
    with pytest.raises(CitationError, match="not the one that was read"):
        list(lines(Kept(article=changed)))


def test_formats_are_found_by_file_name() -> None:
    """Each file of the folder is a format; an unknown one is refused with the list."""
    assert "jsonl" in formats()
    with pytest.raises(SettingError, match="jsonl"):
        exporter("parchment")
