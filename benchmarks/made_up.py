"""A made-up pile of any size: articles of stories with their claims, some of them copies; the same for a seed.

Names, outlets' dates and sentences are drawn by a seeded generator. Each story has a dozen articles of some outlets,
which report the same few acts, quotations and figures in sentences of their own, and differ in some.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.data import load_gazetteer
from onrecord.text import stable_id, text_hash
from onrecord.types import Amount, Article, Block, Claim, Entity, Mention, Role, Span, Speech

ARTICLES_A_STORY = 12
SYLLABLES = ("ba", "ko", "ri", "tu", "me", "la", "so", "ni", "da", "pe", "zu", "vo", "shi", "gor", "mal", "ten")
DEEDS = (
    ("praised", "PRAISE"), ("criticised", "CRITICISE"), ("thanked", "THANK"), ("met", "MEET"), ("accused", "ACCUSE"),
    ("congratulated", "CONGRATULATE"),
)  # fmt: skip
EXACT, NEAR, PARTIAL = 0.1, 0.2, 0.3  # bounds of the draw: a tenth of the articles each
FIRST_DAY = datetime.date(2024, 1, 1)

Made = tuple[Article, tuple[Claim, ...]]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with an id, as the gazetteer would give one."""

    name: str
    entity: Entity


@dataclass(frozen=True, slots=True)
class Story:
    """What happened: acts, words and figures, on a day."""

    people: tuple[Person, ...]
    acts: tuple[tuple[int, str, str, int], ...]
    quotation: str
    turnout: float
    day: datetime.date


class Text:
    """An article under way: sentences are added, and claims with the places of their words."""

    def __init__(self, id_: str) -> None:
        self.id, self.text = id_, ""
        self.claims: list[Claim] = []
        self.blocks: list[Block] = []

    def add(self, words: str) -> Span:
        """Where the words stand now."""
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def end(self) -> None:
        """The end of a paragraph."""
        start = self.blocks[-1].span.end + 1 if self.blocks else 0
        self.blocks.append(Block("paragraph" if self.blocks else "title", Span(start, len(self.text))))
        self.text += "\n"

    def person(self, person: Person) -> Mention:
        """A mention of someone, by name."""
        span = self.add(person.name)
        return Mention(span, "person", person.name, person.name, person.entity, person.entity.country)

    def claim(
        self, kind: str, action: str, roles: tuple[Role, ...], place: Span, trigger: Span, **more: object
    ) -> None:
        """One claim of the text."""
        id_ = stable_id("claim", self.id, action, place.start, trigger.start)
        self.claims.append(Claim(id_, self.id, kind, action, roles, (place,), trigger, "made/1", action, **more))  # type: ignore[arg-type]


def pile(count: int, seed: int = 1) -> Iterator[Made]:
    """So many articles with their claims, story by story."""
    draw = random.Random(seed)
    outlets = [outlet for outlet, _ in load_gazetteer().outlets[:300]]
    countries = [outlet.iso3 for outlet in outlets]
    for number in range(0, count, ARTICLES_A_STORY):
        story = _story(draw, countries)
        told: list[Made] = []
        for place in range(number, min(number + ARTICLES_A_STORY, count)):
            outlet = draw.choice(outlets)
            day = (story.day + datetime.timedelta(draw.randrange(3))).isoformat()
            text = _text(story, told, draw, f"article-{place:07}")
            told.append(_finished(text, outlet.name, day, outlet.iso3))
        yield from told


def copies(count: int, seed: int = 1) -> Iterator[Made]:
    """So many articles, all copies of one: half word for word, half with some words changed."""
    draw = random.Random(seed)
    (article, _), *_ = pile(1, seed)
    for number in range(count):
        words = article.text.split(" ")
        if number % 2:
            for _ in range(4):
                words[draw.randrange(40, len(words))] = "changed"
        text = Text(f"copy-{number:07}")
        for line in " ".join(words).rstrip("\n").split("\n"):
            text.add(line)
            text.end()
        yield _finished(text, f"Outlet {number % 500}", "2024-02-07" if number else "2024-02-06", "NOR")


def _story(draw: random.Random, countries: list[str]) -> Story:
    people = tuple(_person(draw, countries) for _ in range(5))
    acts = tuple((draw.randrange(5), *draw.choice(DEEDS), draw.randrange(5)) for _ in range(4))
    day = FIRST_DAY + datetime.timedelta(draw.randrange(365))
    return Story(people, acts, _prose(draw, 14), round(draw.uniform(30, 90), 1), day)


def _person(draw: random.Random, countries: list[str]) -> Person:
    name = " ".join("".join(draw.choices(SYLLABLES, k=3)).title() for _ in range(2))
    return Person(name, Entity(f"person:{name}", name, "person", draw.choice(countries)))


def _prose(draw: random.Random, words: int) -> str:
    return " ".join("".join(draw.choices(SYLLABLES, k=draw.randrange(1, 4))) for _ in range(words))


def _text(story: Story, told: list[Made], draw: random.Random, id_: str) -> Text:
    """An article's text: a copy of one told before, or the story told anew, with or without part of another."""
    text, chance = Text(id_), draw.random()
    if told and chance < NEAR:
        _tell(text, story, random.Random(story.quotation))
        if chance >= EXACT:
            text.add(_prose(draw, 12))
            text.end()
        return text
    first = random.Random(story.quotation) if not told else draw
    _tell(text, story, first)
    if told and chance < PARTIAL:
        article, _ = told[0]
        text.add(article.blocks[-1].span.of(article.text))
        text.end()
    return text


def _tell(text: Text, story: Story, draw: random.Random) -> None:
    text.add(_prose(draw, 8))
    text.end()
    for agent, verb, action, target in draw.sample(story.acts, 3):
        _act(text, story.people[agent], verb, action, story.people[target])
        text.add(f" {_prose(draw, 30)}.")
        text.end()
    _quotation(text, story)
    _figure(text, story, draw)
    text.end()
    text.add(_prose(draw, 70))
    text.end()


def _act(text: Text, agent: Person, verb: str, action: str, target: Person) -> None:
    start = len(text.text)
    first = text.person(agent)
    text.add(" ")
    trigger = text.add(verb)
    text.add(" ")
    second = text.person(target)
    roles = (Role("agent", first), Role("target", second))
    text.claim("event", action, roles, Span(start, len(text.text)), trigger)


def _quotation(text: Text, story: Story) -> None:
    text.add("“")
    words = text.add(story.quotation)
    text.add("”, ")
    trigger = text.add("said")
    text.add(" ")
    role = Role("speaker", text.person(story.people[0]))
    text.claim("quotation", "SAY", (role,), words, trigger, speech=Speech("direct"))


def _figure(text: Text, story: Story, draw: random.Random) -> None:
    value = story.turnout if draw.random() < 0.8 else round(story.turnout + 1, 1)
    text.add(". Turnout was ")
    start = len(text.text)
    trigger = text.add(f"{value}")
    text.add(" percent")
    text.claim("figure", "turnout", (), Span(start, len(text.text)), trigger, amount=Amount(value, "percent"))


def _finished(text: Text, source: str, day: str, country: str) -> Made:
    article = Article(
        text.id, text.id, f"{text.id}.txt", source, text.text, text_hash(text.text), tuple(text.blocks),
        title=text.blocks[0].span.of(text.text), published=day, country=country,
    )  # fmt: skip
    return article, tuple(text.claims)
