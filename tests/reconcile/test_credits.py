"""Agencies are credited in lines and places that are made for it; naming one in passing is told apart."""

from __future__ import annotations

import pytest

from onrecord.data import load_gazetteer
from onrecord.reconcile.credits import Credits, crediting_by, credits_of
from onrecord.types import Article
from tests.reconcile.support import report

GAZETTEER = load_gazetteer()
CREDITING = crediting_by(GAZETTEER)
BODY = "The talks went on until the evening, and nobody would say what came of them."


def _credits(article: Article) -> Credits:
    return credits_of(article, GAZETTEER, CREDITING)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"GENEVA (AFP) – {BODY}", "Agence France-Presse"),
        (f"Baku, 7 February, TASS — {BODY}", "TASS"),
        (f"Reuters – {BODY}", "Reuters"),
        (f"{BODY}\nSource: TASS", "TASS"),
        (f"{BODY}\n(Xinhua)", "Xinhua"),
        (f"{BODY} — Reuters", "Reuters"),
        (f"{BODY} [AFP]", "Agence France-Presse"),
        (f"{BODY}\nCredit: The Associated Press", "Associated Press"),
    ],
)
def test_the_text_is_an_agencys(text: str, agency: str) -> None:
    """An agency before the lead, in a line of its own or at the end is the text's."""
    assert Credits(None, (agency,), ()) == _credits(report("a", text))


def test_a_byline_names_an_agency() -> None:
    """An agency in the byline or the dateline is the text's, also beside a reporter's name."""
    assert ("Reuters",) == _credits(report("a", BODY, byline="By Anna Berg, Reuters")).text
    assert ("Agence France-Presse",) == _credits(report("a", BODY, dateline="PARIS (AFP)")).text


@pytest.mark.parametrize(
    "sentence",
    ["Nothing was agreed, according to Reuters.", "Reuters reported that nothing was agreed.", "He told Reuters so."],
)
def test_a_sentence_rests_on_an_agency(sentence: str) -> None:
    """An agency that a sentence gives as its source is named; the text is not its."""
    assert Credits(None, (), ("Reuters",)) == _credits(report("a", f"{BODY} {sentence} {BODY}"))


@pytest.mark.parametrize(
    "text",
    [
        f"The Associated Press (AP) has an office here. {BODY}",
        f"{BODY} The building of Reuters is across the street.",
        f"The latest report: {BODY}",
        f"{BODY}\nTrends and reports",
    ],
)
def test_a_name_in_passing(text: str) -> None:
    """An agency that is only spoken of, and a common word that is also an agency's name, credit nobody."""
    assert Credits(None, (), ()) == _credits(report("a", text))


def test_an_agencys_own_article() -> None:
    """An agency's article, known by name or address, is its own and no copy of itself."""
    assert Credits("Agence France-Presse", (), ()) == _credits(report("a", f"GENEVA (AFP) – {BODY}", source="AFP"))
    assert "TASS" == _credits(report("a", BODY, url="https://tass.com/world/1")).own
    assert Credits("TASS", ("Reuters",), ()) == _credits(report("a", f"{BODY} (Reuters)", source="TASS"))
