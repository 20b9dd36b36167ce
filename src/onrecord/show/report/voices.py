"""Who said what: speakers with their words, those in quotation marks first."""

from __future__ import annotations

from collections import defaultdict

from onrecord.ask.names import best_name, country_of
from onrecord.show.report.deeds import FORMS, Deeds
from onrecord.show.report.material import LEAST_SCORE, Material
from onrecord.show.report.model import Speaker
from onrecord.text import fold
from onrecord.types import Claim

MOST_SPEAKERS, MOST_QUOTES = 40, 6


def speakers(material: Material, deeds: Deeds) -> tuple[tuple[Speaker, ...], int]:
    """Those with most direct words first, and how many more there are."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in material.claims.values():
        speaker = claim.role("speaker")
        if claim.kind == "quotation" and speaker and claim.score >= LEAST_SCORE:
            groups[fold(best_name(speaker))].append(claim)
    ordered = sorted(groups.items(), key=lambda item: (-_marked(item[1]), -len(item[1]), item[0]))
    made = tuple(_speaker(material, claims, deeds) for _, claims in ordered[:MOST_SPEAKERS])
    return made, len(ordered) - len(made)


def _marked(claims: list[Claim]) -> int:
    return sum(claim.speech is not None and claim.speech.form != "indirect" for claim in claims)


def _speaker(material: Material, claims: list[Claim], deeds: Deeds) -> Speaker:
    def order(claim: Claim) -> tuple[int, str, int, str]:
        form = claim.speech.form if claim.speech else "indirect"
        return FORMS.index(form), material.article_of(claim.id).document, claim.evidence[0].start, claim.id

    some = sorted(claims, key=order)
    who = some[0].role("speaker")
    assert who is not None
    countries = [code for claim in some if (mention := claim.role("speaker")) and (code := country_of(mention))]
    country = material.country(countries[0]) if countries else ""
    quotes = tuple(deeds.said(claim) for claim in some[:MOST_QUOTES])
    return Speaker(best_name(who), country, quotes, len(some) - len(quotes))
