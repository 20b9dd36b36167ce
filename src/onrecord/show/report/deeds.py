"""Facts as lines: who did what to whom, with the most telling words of whoever did it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import inf

from onrecord.ask.names import best_name
from onrecord.ask.phrase import deed as deed_in_words
from onrecord.show.report.edtf import in_words
from onrecord.show.report.material import Material
from onrecord.show.report.model import Acts, Deed, Said
from onrecord.show.report.words import Words
from onrecord.show.wordings import words as plain
from onrecord.text import fold
from onrecord.types import Claim
from onrecord.weighed import Fact

FEWEST_WORDS, MOST_WORDS = 6, 40
NEAR = 800  # characters from an act to words that tell of it
MOST_DEEDS = 60  # of one kind of act
FORMS = ("direct", "mixed", "indirect")
WORTH = ("asserted", "negated", "planned", "implied")


class Deeds:
    """Makes facts into lines."""

    def __init__(self, material: Material, words: Words) -> None:
        self._material, self._words = material, words
        self._quotes: dict[str, list[Claim]] = defaultdict(list)
        for claim in material.claims.values():
            speaker = claim.role("speaker")
            if claim.kind == "quotation" and speaker and claim.speech and claim.speech.form != "indirect":
                self._quotes[fold(best_name(speaker))].append(claim)

    def line(self, fact: Fact) -> Deed:
        """One fact as a line."""
        actor = fact.actor.name.value if fact.actor else "someone"
        claims = fact.asserted or fact.denied
        return Deed(
            who=self._words.cite(actor, claims),
            what=what(fact),
            standing=plain(fact.standing),
            sources=fact.sources,
            denials=self._words.cite("denied", fact.denied) if fact.asserted and fact.denied else None,
            quote=self._telling(fact),
        )

    def _telling(self, fact: Fact) -> Said | None:
        """What the actor is quoted with, of some length, nearest to the act."""
        acts = [self._material.claims[claim] for claim in self._material.known(fact.claims)]
        names = {fold(fact.actor.name.value)} if fact.actor else set()
        names |= {fold(best_name(agent)) for claim in acts if (agent := claim.role("agent"))}
        places = _places(acts)
        found = [quote for name in sorted(names) for quote in self._quotes.get(name, ())]
        near = [(far, quote) for quote in found if (far := _distance(quote, places)) <= NEAR]
        fitting = [one for one in near if FEWEST_WORDS <= self._length(one[1]) <= MOST_WORDS]
        best = min(fitting, key=lambda one: (not _direct(one[1]), one[0], one[1].id), default=None)
        return self.said(best[1]) if best else None

    def _length(self, quote: Claim) -> int:
        return len(quote.evidence[0].of(self._material.article_of(quote.id).text).split())

    def said(self, quote: Claim) -> Said:
        """A quotation as the page shows it."""
        article = self._material.article_of(quote.id)
        assert quote.speech is not None
        words = self._words.cite(" ".join(quote.evidence[0].of(article.text).split()), (quote.id,))
        return Said(words, quote.speech.form, article.source, in_words(article.published))

    def acts(self) -> tuple[Acts, ...]:
        """All facts by kind of act, the kind with most first, in each the facts with most sources first."""
        groups: dict[str, list[Fact]] = defaultdict(list)
        for fact in self._material.facts:
            groups[fact.action].append(fact)
        ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
        return tuple(self._acts(action, facts) for action, facts in ordered)

    def _acts(self, action: str, facts: Sequence[Fact]) -> Acts:
        some = ranked(facts)
        heading = deed_in_words(action, "…", "asserted")
        lines = tuple(self.line(fact) for fact in some[:MOST_DEEDS])
        return Acts(heading.removesuffix(" …"), f"act-{fold(action)}", lines, len(some) - len(lines))


def what(fact: Fact) -> str:
    """What a fact says was done, without by whom."""
    stance = {"negated": "negated", "planned": "planned"}.get(fact.modality, "asserted")
    return deed_in_words(fact.action, fact.target.name.value if fact.target else "", stance)


def ranked(facts: Iterable[Fact]) -> list[Fact]:
    """Those on most sources first; what was done before what was planned or only implied."""
    return sorted(
        facts,
        key=lambda fact: (
            WORTH.index(fact.modality),
            -fact.sources,
            -len(fact.asserted),
            fact.actor.name.value if fact.actor else "",
            fact.id,
        ),
    )


def _places(acts: Iterable[Claim]) -> Mapping[str, Sequence[int]]:
    """Where the acts stand in each article, in order."""
    places: dict[str, list[int]] = defaultdict(list)
    for act in acts:
        places[act.article_id].append(act.evidence[0].start)
    return {article: sorted(starts) for article, starts in places.items()}


def _distance(quote: Claim, places: Mapping[str, Sequence[int]]) -> float:
    """How many characters of their article are from a quotation to the nearest act; infinite where none is in it."""
    starts, here = places.get(quote.article_id, ()), quote.evidence[0].start
    at = bisect_left(starts, here)
    return min((abs(start - here) for start in starts[max(0, at - 1) : at + 1]), default=inf)


def _direct(quote: Claim) -> bool:
    return quote.speech is not None and quote.speech.form == "direct"
