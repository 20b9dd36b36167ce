"""A small record built by hand: articles, claims whose words are found in the text, and four countries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from onrecord.text import fold, stable_id
from onrecord.types import (
    Amount,
    Article,
    Claim,
    ClaimKind,
    Entity,
    FigureStatus,
    Judgement,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    Qualifier,
    QuoteForm,
    Role,
    Span,
    Speech,
    When,
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


@dataclass(frozen=True)
class Body:
    """An organisation as a gazetteer gives it."""

    id: str
    name: str
    acronym: str

    @property
    def names(self) -> tuple[str, ...]:
        """All its names."""
        return self.id, self.name, self.acronym


BODIES = (
    Body("CSTO", "Collective Security Treaty Organization", "CSTO"),
    Body("OTS", "Organization of Turkic States", "OTS"),
    Body("OSCE", "Organization for Security and Co-operation in Europe", "OSCE"),
)


class FakePlaces:
    """Five countries with their capitals, one party, three organisations and an outlet."""

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

    def organisation(self, wording: str) -> Body | None:
        """The organisation with that id or name."""
        return next((body for body in BODIES if fold(wording).removeprefix("the ") in map(fold, body.names)), None)

    def members(self, org_id: str, date: str | None) -> tuple[str, ...]:
        """Its members, one of which left in 2025."""
        codes = {"CSTO": ("ARM", "RUS"), "OTS": ("AZE", "TUR")}.get(org_id, ())
        return tuple(code for code in codes if code != "ARM" or not date or date < "2025")

    def outlet(self, name_or_domain: str) -> object | None:
        """One outlet, by its name or its domain."""
        return "Blue Bell" if name_or_domain in ("Blue Bell", "bluebell.example") else None


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
        when: str | None = None,
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
            when=When(when, span) if when else None,
        )
        self.said.append(made)
        return made

    def counts(
        self,
        measure: str,
        value: float,
        subject: Mention | None = None,
        *,
        document: str = "one",
        words: str = "",
        unit: str = "percent",
        status: FigureStatus = "unstated",
        qualifier: Qualifier | None = None,
        by: Mention | None = None,
        scope: Mention | None = None,
    ) -> Claim:
        """One more figure."""
        roles = {"subject": subject, "attributed_to": by, "scope": scope}
        base = self._claim(document, words or f"{measure} {value} in {document}", roles)
        made = replace(base, kind="figure", action=measure, amount=Amount(value, unit, status, qualifier))
        self.said.append(made)
        return made

    def quotes(
        self,
        speaker: Mention | None,
        words: str,
        *,
        document: str = "one",
        to: Mention | None = None,
        form: QuoteForm = "direct",
    ) -> Claim:
        """One more quotation."""
        base = self._claim(document, words, {"speaker": speaker, "addressee": to})
        made = replace(base, kind="quotation", action="SAY", speech=Speech(form))
        self.said.append(made)
        return made

    def _claim(self, document: str, words: str, roles: dict[str, Mention | None]) -> Claim:
        """A claim whose words stand in a document that is made, or made longer, for it."""
        old = self.pages.get(stable_id(document))
        text = old.text if old else ""
        if words not in text:
            text = f"{text} {words}".strip()
            kept = (old.published, old.source) if old else ("2024-02-08", "")
            self.article(document, text, *kept)
        start = text.index(words)
        span = Span(start, start + len(words))
        parts = tuple(Role(name, whom) for name, whom in roles.items() if whom)
        said = stable_id("more", len(self.said))
        return Claim(said, stable_id(document), "event", "MEET", parts, (span,), span, "hand/1", "by hand")


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
PUTIN = mention("Vladimir Putin", country="RUS", entity="Vladimir Putin", office="president")
COMMISSION = mention("the Central Election Commission", "organization", "AZE", entity="Central Election Commission")
ELECTION = mention("the presidential election", "thing", name="the presidential election")
