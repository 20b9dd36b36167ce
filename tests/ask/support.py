"""A small record built by hand: articles, claims whose words are found in the text, and four countries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.text import fold, stable_id
from onrecord.types import (
    Article,
    Claim,
    ClaimKind,
    Entity,
    Judgement,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    Role,
    Span,
)

COUNTRIES = {
    "AZE": ("Azerbaijan", "Baku"),
    "IRN": ("Iran", "Tehran"),
    "TUR": ("Turkey", "Ankara"),
    "ARM": ("Armenia", "Yerevan"),
    "RUS": ("Russia", "Moscow"),
}


@dataclass(frozen=True)
class Named:
    """A country as a gazetteer gives it."""

    iso3: str
    name: str
    how: str = "name"


class FakePlaces:
    """Five countries with their capitals, and one party."""

    def country(self, wording: str) -> Named | None:
        """The country with that name or capital."""
        plain = fold(wording).removeprefix("the ")
        found = ((code, names) for code, names in COUNTRIES.items() if plain in map(fold, names))
        return next((Named(code, names[0]) for code, names in found), None)

    def country_by_code(self, iso3: str) -> Named:
        """The country with that code."""
        return Named(iso3, COUNTRIES[iso3][0])

    def party(self, wording: str, iso3: str | None = None) -> object | None:
        """One party, in Russia."""
        return (wording, iso3) if wording == "United Russia" and iso3 == "RUS" else None


@dataclass
class FakeRecord:
    """A record in memory, filled with ``says``."""

    pages: dict[str, Article] = field(default_factory=dict)
    said: list[Claim] = field(default_factory=list)
    judged: list[Judgement] = field(default_factory=list)

    def articles(self) -> Iterable[Article]:
        """Every article."""
        return self.pages.values()

    def claims(self, kind: ClaimKind | None = None, action: str | None = None) -> Iterator[Claim]:
        """The claims of a kind and an action."""
        return (c for c in self.said if kind in (None, c.kind) and action in (None, c.action))

    def judgements(self) -> Iterable[Judgement]:
        """What people say of names."""
        return self.judged

    def article(self, document: str, text: str, published: str | None = "2024-02-08", source: str = "") -> Article:
        """One more article."""
        made = Article(stable_id(document), document, document, source or document, text, "", (), published=published)
        self.pages[made.id] = made
        return made

    def says(
        self,
        action: str,
        agent: Mention | None,
        target: Mention | None,
        *,
        document: str = "one",
        words: str = "",
        polarity: Polarity = "positive",
        modality: Modality = "asserted",
        reported_by: tuple[Mention, ...] = (),
    ) -> Claim:
        """One more claim, in an article that is made when it is not there yet."""
        article = self.pages.get(stable_id(document)) or self.article(document, words or f"What {document} says.")
        start = article.text.index(words) if words else 0
        span = Span(start, start + len(words or article.text))
        roles = [Role(name, mention) for name, mention in (("agent", agent), ("target", target)) if mention]
        made = Claim(
            stable_id(len(self.said)),
            article.id,
            "event",
            action,
            tuple(roles),
            (span,),
            span,
            "hand/1",
            "by hand",
            polarity,
            modality,
            reported_by,
        )
        self.said.append(made)
        return made


def mention(
    wording: str,
    kind: MentionKind = "person",
    country: str | None = None,
    *,
    name: str | None = None,
    entity: str | None = None,
    office: str | None = None,
    end: str | None = None,
) -> Mention:
    """A mention; with ``entity`` the name of the entity it was resolved to."""
    known = Entity(stable_id(entity), entity, kind, country, office, None, end) if entity else None
    return Mention(Span(0, len(wording)), kind, wording, name or entity or wording, known, country)


def state(country: str, wording: str = "") -> Mention:
    """A state, by its name or another wording."""
    return mention(wording or COUNTRIES[country][0], "state", country, entity=COUNTRIES[country][0])


ILHAM = mention("Aliyev", country="AZE", entity="Ilham Aliyev", office="president")
FUAD = mention("Fuad Aliyev", country="AZE", name="Fuad Aliyev")
RAISI = mention("Iranian President Ebrahim Raisi", country="IRN", entity="Ebrahim Raisi", office="president")
ERDOGAN = mention("Recep Tayyip Erdoğan", country="TUR", entity="Recep Tayyip Erdoğan", office="president")
ELECTION = mention("the presidential election", "thing", name="the presidential election")
