"""Small real parts for tests: articles made by hand, and a pipeline whose finder is one pattern."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

from onrecord.export import exporter, formats
from onrecord.keep import open_reader
from onrecord.run import Pipeline, Work, read
from onrecord.settings import Settings
from onrecord.text import stable_id, text_hash
from onrecord.types import Article, Block, Claim, Entity, Finding, Input, Mention, Modality, Polarity, Role, Span

BY = "pattern/1"
DEEDS = {"praised": "PRAISE", "thanked": "THANK", "met": "MEET", "congratulated": "CONGRATULATE"}
SAID = re.compile(r"(\w+) (did not )?(praised|thanked|met|congratulated) (\w+)")
STATES = {"Türkiye": "TUR", "Қазақстан": "KAZ", "Russia": "RUS"}
ENGLISH = "The reporters wrote about the meeting in the capital, and this is what they said of it. "


def make_article(text: str, *, name: str = "a.txt", chrome: tuple[Span, ...] = ()) -> Article:
    """An article with the given text, whose blocks are one paragraph and the given chrome."""
    blocks = (Block("paragraph", Span(0, len(text))), *(Block("chrome", span) for span in chrome))
    document = name.rpartition("/")[2].partition(".")[0]
    digest = text_hash(text)
    id_ = stable_id("article", name, digest)
    return Article(id_, document, name, "The Herald", text, digest, blocks, published="2024-02-08")


def make_mention(text: str, words: str, *, start: int | None = None, entity: Entity | None = None) -> Mention:
    """The words' first mention in the text, or the one at a place."""
    at = text.index(words) if start is None else start
    country = STATES.get(words)
    kind = "state" if country else "person"
    return Mention(Span(at, at + len(words)), kind, words, name=words, entity=entity, country=country)


def make_claim(
    article: Article,
    trigger: str,
    agent: Mention | None,
    target: Mention | None,
    *,
    evidence: Span | None = None,
    by: str = BY,
    score: float = 1.0,
    polarity: Polarity = "positive",
    modality: Modality = "asserted",
) -> Claim:
    """A claim of the article that the trigger word makes, with what it says for evidence."""
    at = article.text.find(trigger, agent.span.start if agent else 0)
    at = at if at >= 0 else article.text.index(trigger)
    span = Span(at, at + len(trigger))
    roles = tuple(Role(name, who) for name, who in (("agent", agent), ("target", target)) if who)
    action = DEEDS.get(trigger, trigger.upper())
    places = [(role.name, role.mention.span.start, role.mention.span.end) for role in roles]
    id_ = stable_id("claim", article.id, action, places, span.start, polarity, modality)
    edges = [span.start, span.end, *(edge for _, *edges in places for edge in edges)]
    said = evidence or Span(min(edges), max(edges))
    return Claim(
        id_, article.id, "event", action, roles, (said,), span, by, f"{action}/pattern", polarity, modality, score=score
    )


def make_finding(article: Article, *claims: Claim, mentions: tuple[Mention, ...] = ()) -> Finding:
    """An article's finding, its status ok."""
    return Finding(Input(article.name, article.document, article.sha256, "ok"), article, mentions, claims)


def spot(work: Work) -> Work:
    """A step: every "A praised B" of the text as a claim."""
    article = work.article
    assert article is not None
    claims = []
    for said in SAID.finditer(article.text):
        agent, target = (_mention(article.text, said, group) for group in (1, 4))
        claims.append(
            make_claim(article, said[3], agent, target, polarity="negative" if said[2] else "positive", by=BY)
        )
    return replace(work, claims=tuple(claims))


def _mention(text: str, said: re.Match[str], group: int) -> Mention:
    words = said[group]
    country = STATES.get(words)
    entity = Entity(f"state:{country}", words, "state", country) if country else None
    return make_mention(text, words, start=said.start(group), entity=entity)


def stumble(work: Work) -> Work:
    """A step that does not survive an article about stumbling."""
    if work.article and "stumble" in work.article.text:
        raise ValueError(f"at 0x{id(work):x}")
    return work


def die(work: Work) -> Work:
    """A step that kills its process over an article about dying."""
    if "dying" in work.file.name:
        os.kill(os.getpid(), signal.SIGKILL)
    return work


def dawdle(work: Work) -> Work:
    """A step that never ends over a file of that name."""
    if "dawdle" in work.file.name:
        time.sleep(3600)
    return work


def slowly(work: Work) -> Work:
    """A step that takes its time."""
    time.sleep(0.02)
    return work


def nothing() -> None:
    """There is nothing to load."""


def one(settings: Settings) -> str:
    """A pipeline's version."""
    return f"pattern-1 gate-{settings.gate}"


PATTERN = Pipeline(steps=(read, spot), warm=nothing, version=one)


def write_pile(folder: Path, count: int = 6, *, marker: str = "") -> Path:
    """A folder of short reports in more than one script."""
    folder.mkdir(parents=True, exist_ok=True)
    names = ("Anna", "Бабек", "Çelik", "Əliyev", "Türkiye", "Қазақстан")
    deeds = tuple(DEEDS)
    for n in range(count):
        first, second = names[n % len(names)], names[(n * 3 + 1) % len(names)]
        text = f"Report {n}{marker} 🕊️\n\n{ENGLISH}{first} {deeds[n % 4]} {second} on Friday. {second} thanked {first}."
        (folder / f"report-{n:02}.txt").write_text(text + f" {ENGLISH}Russia met {first}.\n", encoding="utf-8")
    return folder


def hash_of(record: Path) -> tuple[str, str]:
    """The SHA-256 of a record's file and of its exports."""
    with open_reader(record) as reader:
        lines = "".join(line for name in formats() for line in exporter(name)(reader))
    return hashlib.sha256(record.read_bytes()).hexdigest(), text_hash(lines)


def builder(pile: Path, record: Path, *, processes: int = 1, slow: bool = False) -> list[str]:
    """The command that builds a record in a process of its own."""
    words = [sys.executable, "-m", "tests.builder", str(pile), str(record), str(processes)]
    return [*words, *(["slowly"] if slow else [])]


def surroundings(**more: str) -> dict[str, str]:
    """The environment of a process that must find this package and these tests."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **more}
