"""Between two records everything that says something else is shown, with what may have caused it, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.ask.diff import Difference, Field, difference
from onrecord.keep import Info
from onrecord.types import Article, Claim, Entity, Input
from tests.support import make_article, make_claim, make_mention

TEXT = "Anna praised Бабек on Friday. Бабек thanked Anna."


@dataclass(frozen=True)
class Pile:
    """A record in memory."""

    said: tuple[tuple[Article, tuple[Claim, ...]], ...]
    by: str = "one"
    lost: tuple[Input, ...] = ()
    judged: tuple[Any, ...] = ()
    amounts: tuple[Any, ...] = ()

    def info(self) -> Info:
        return Info(0, 0, 0, 0, 0, (), (), ((self.by, len(self.said)),) if self.said else (), 2)

    def inputs(self) -> tuple[Input, ...]:
        return (*(Input(a.name, a.document, a.sha256, "ok") for a, _ in self.said), *self.lost)

    def articles(self) -> Iterator[Article]:
        return (article for article, _ in self.said)

    def article(self, document: str) -> Article:
        return next(article for article, _ in self.said if article.document == document)

    def claims(
        self, kind: str | None = None, action: str | None = None, document: str | None = None
    ) -> Iterator[Claim]:
        del kind, action
        return (claim for article, claims in self.said if article.document == document for claim in claims)

    def verdicts(self) -> tuple[Any, ...]:
        return self.judged

    def facts(self) -> Iterator[Any]:
        return iter(self.amounts)


def _read(text: str = TEXT, name: str = "a.txt", deed: str = "praised") -> tuple[Article, tuple[Claim, Claim]]:
    article = make_article(text, name=name)
    first = [make_mention(text, who) for who in ("Anna", "Бабек")]
    last = [make_mention(text, who, start=text.rindex(who)) for who in ("Бабек", "Anna")]
    return article, (make_claim(article, deed, *first), make_claim(article, "thanked", *last))


def _changes(found: Difference) -> list[tuple[str, str, tuple[Field, ...], tuple[str, ...]]]:
    return [(change.what, change.says.partition(":")[0], change.fields, change.causes) for change in found.claims]


def test_the_same() -> None:
    """A record is no other than itself, and another version that finds the same makes no difference."""
    assert difference(Pile((_read(),)), Pile((_read(),))).none
    found = difference(Pile((_read(),)), Pile((_read(),), by="two"))
    assert (True, (("one",), ("two",))) == (found.none, found.readers)


def test_an_article_more_and_one_less() -> None:
    """An article added or removed is shown with its claims, and why it could not be read where that is known."""
    lost = (Input("a.txt", "a", "", "timeout", "it took too long"),)
    found = difference(Pile((_read(),)), Pile((_read(name="b.txt"),), lost=lost))
    assert [("removed", "a", "timeout: it took too long"), ("added", "b", "the same text was a.txt")] == [
        (change.what, change.document, change.reason) for change in found.articles
    ]
    assert [("removed", ("article removed",))] * 2 + [("added", ("article added",))] * 2 == [
        (change.what, change.causes) for change in found.claims
    ]


def test_a_text_that_moved() -> None:
    """A paragraph put before them changes the article and none of its claims, though they have other ids."""
    old, new = _read(), _read(f"It was cold. {TEXT}")
    found = difference(Pile((old,)), Pile((new,)))
    assert [("text (SHA-256)",)] == [tuple(field.name for field in change.fields) for change in found.articles]
    assert () == found.claims


def test_a_text_that_says_something_else() -> None:
    """A claim that the new text does not make is removed, one that it makes is added, by the text."""
    found = difference(Pile((_read(),)), Pile((_read(TEXT.replace("praised", "met"), deed="met"),)))
    assert [("removed", "PRAISE", (), ("text changed",)), ("added", "MEET", (), ("text changed",))] == _changes(found)


def test_a_version_that_reads_it_otherwise() -> None:
    """What a claim says otherwise is shown field by field; the other version is named as what may have caused it."""
    article, (praised, thanked) = _read()
    changed = replace(praised, polarity="negative", score=0.5)
    found = difference(Pile(((article, (praised, thanked)),)), Pile(((article, (changed, thanked)),), by="two"))
    fields = (Field("polarity", "positive", "negative"), Field("score", "1.000", "0.500"))
    assert [("changed", "PRAISE, negated", fields, ("another version read it",))] == _changes(found)


def test_whom_a_party_means() -> None:
    """A party that means someone else now is a change of that role."""
    article, (praised, thanked) = _read()
    entity = Entity("person:anna", "Anna Berg", "person", "NOR")
    role = replace(praised.roles[0], mention=replace(praised.roles[0].mention, entity=entity))
    changed = replace(praised, roles=(role, praised.roles[1]))
    found = difference(Pile(((article, (praised, thanked)),)), Pile(((article, (changed, thanked)),)))
    assert (Field("agent", "“Anna” (Anna)", "“Anna” (Anna, person:anna)"),) == found.claims[0].fields
    assert ("not known",) == found.claims[0].causes


def test_an_article_known_better() -> None:
    """A date or an outlet that is another now is a change of the article, and named behind its claims' changes."""
    article, claims = _read()
    dated = replace(article, published="2024-02-09")
    found = difference(Pile(((article, claims),)), Pile(((dated, claims[:1]),)))
    assert (Field("published", "2024-02-08", "2024-02-09"),) == found.articles[0].fields
    assert [("removed", "THANK", (), ("article's details changed",))] == _changes(found)


@dataclass(frozen=True)
class About:
    """What a verdict is on: a text, or two names."""

    sha256: str | None


@dataclass(frozen=True)
class Judged:
    """A verdict."""

    id: str
    about: About


def test_verdicts() -> None:
    """A verdict on the article's claims, or on names, is named behind changes; one on another article is not."""
    article, claims = _read()
    causes = {}
    for about in (article.sha256, None, "another"):
        judged = (Judged("v", About(about)),)
        found = difference(Pile(((article, claims),)), Pile(((article, claims[:1]),), judged=judged))
        assert (0, 1) == found.verdicts
        causes[about] = found.claims[0].causes
    assert {article.sha256: ("verdicts",), None: ("verdicts",), "another": ("not known",)} == causes


@dataclass(frozen=True)
class Amounted:
    """A fact."""

    id: str
    standing: str
    sources: int
    action: str = "PRAISE"
    modality: str = "asserted"


def test_facts() -> None:
    """A fact with another standing is a change of that fact; which is new and which is gone is told."""
    old = Pile((), amounts=(Amounted("f", "single-source", 1), Amounted("g", "denied", 1)))
    new = Pile((), amounts=(Amounted("f", "corroborated", 2), Amounted("h", "denied", 1)))
    found = difference(old, new)
    assert [("changed", "f"), ("removed", "g"), ("added", "h")] == [(fact.what, fact.id) for fact in found.facts]
    assert (Field("standing", "single-source", "corroborated"), Field("sources", "1", "2")) == found.facts[0].fields
    assert not found.none


def test_two_claims_alike() -> None:
    """Of two claims alike one is taken for one: what is there twice and then once was removed once."""
    article, (praised, _) = _read()
    twin = replace(praised, id="twin")
    found = difference(Pile(((article, (praised, twin)),)), Pile(((article, (praised,)),)))
    assert ["removed"] == [change.what for change in found.claims]


@given(st.sets(st.sampled_from(range(6))), st.sets(st.sampled_from(range(6))))
def test_turned_round(olds: set[int], news: set[int]) -> None:
    """The other way round, what was added is removed and what was removed is added."""
    piles = [Pile(tuple(_read(f"{n} {TEXT}", f"{n}.txt") for n in sorted(some))) for some in (olds, news)]
    there, back = difference(*piles), difference(*reversed(piles))
    turned = {"added": "removed", "removed": "added"}
    assert [(c.document, turned[c.what]) for c in there.articles] == [(c.document, c.what) for c in back.articles]
    assert sorted((c.claim, turned[c.what]) for c in there.claims) == sorted((c.claim, c.what) for c in back.claims)
    assert len(there.articles) == len(olds ^ news)
