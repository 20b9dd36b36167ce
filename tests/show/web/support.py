"""Small records for the reading room, and a desk that shows one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from starlette.testclient import TestClient

from onrecord.keep import open_writer
from onrecord.run import build
from onrecord.settings import Settings
from onrecord.show.web.app import make_app
from onrecord.show.web.desk import Desk
from onrecord.show.web.room import Room
from onrecord.show.web.security import Door
from onrecord.text import stable_id, text_hash
from onrecord.types import Amount, Article, Block, Claim, Copy, Entity, Finding, Input, Mention, Role, Span, Speech
from onrecord.weighed import Cell, Comparison, Fact, FigureGroup, Join, Party, Reconciled, Story
from tests.support import PATTERN, write_pile

HERE = "http://127.0.0.1:8321"
REVIEWER, READER = "a-reviewers-token", "a-readers-token"
SAME_ORIGIN = {"sec-fetch-site": "same-origin"}


def payloads() -> tuple[str, ...]:
    """Texts that would run, load or break something if a page let them."""
    text = Path(__file__).with_name("payloads.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.split("\n") if line)


def plain_record(folder: Path) -> Path:
    """A record of six short reports in more than one script."""
    build([write_pile(folder / "pile")], folder / "plain", settings=Settings(processes=1), pipeline=PATTERN)
    return folder / "plain"


def hostile_record(folder: Path, texts: Sequence[str]) -> Path:
    """A record in which every title, name, quotation, file name, outlet and address is one of the texts."""
    record = folder / "hostile"
    findings = [hostile_finding(n, text) for n, text in enumerate(texts)]
    with open_writer(record, extractor="by hand") as writer:
        assert () == writer.add([(f"hand {n}", finding) for n, finding in enumerate(findings)])
        writer.finish(lambda _: amounting_to(findings))
    return record


def hostile_finding(n: int, words: str) -> Finding:
    """One article all of whose parts are some words: an event, a quotation and a figure."""
    text = f"{words}\n\n{words} praised {words}. “{words}” said {words}. {words} got 92 percent.\n"
    at = len(words) + 2
    blocks = (Block("title", Span(0, len(words))), Block("paragraph", Span(at, len(text))))
    document = f"{n} {words}"
    digest = text_hash(text)
    who = Entity(f"entity {n} {words}", words, "person", None, words)
    article = Article(
        *(stable_id("hostile", n), document, document, words, text, digest, blocks),
        url=words,
        title=words,
        byline=words,
        published="2024-02-08",
    )
    first = Mention(Span(at, at + len(words)), "person", words, words, who)
    second_at = at + len(words) + len(" praised ")
    second = Mention(Span(second_at, second_at + len(words)), "group", words, words)
    trigger = Span(at + len(words) + 1, at + len(words) + 8)
    all_of_it = Span(at, len(text) - 1)
    event = Claim(
        *(stable_id("event", n), article.id, "event", "PRAISE"),
        (Role("agent", first), Role("target", second)),
        *((all_of_it,), trigger, "hand/1", words),
    )
    said = replace(event, id=stable_id("said", n), kind="quotation", action="SAY", speech=Speech("direct"))
    said = replace(said, roles=(Role("speaker", first),))
    figure = replace(event, id=stable_id("figure", n), kind="figure", action="votes", amount=Amount(92.0, "percent"))
    figure = replace(figure, roles=(Role("subject", second),), reported_by=(first,))
    return Finding(Input(document, document, digest, "suspect", words), article, (first, second), (event, said, figure))


def amounting_to(findings: Iterable[Finding]) -> Reconciled:
    """What those articles amount to: one story, with facts, figures, joins and copies made of the same words."""
    some = list(findings)
    articles = [finding.article for finding in some if finding.article]
    words = [article.source for article in articles]
    claims = [finding.claims for finding in some]
    story = Story(
        *(stable_id("story"), words[0], "election", None, "2024-02-08", "2024-02-08"),
        *(tuple(article.id for article in articles), tuple(claim.id for three in claims for claim in three), words[0]),
    )
    facts = tuple(_fact(n, text, three[0], story.id) for n, (text, three) in enumerate(zip(words, claims, strict=True)))
    comparisons = tuple(
        Comparison(
            *(stable_id("comparison", n), story.id, "votes", text, text, "percent", "contradiction", text),
            (FigureGroup("claimed", text, (Cell("92", (three[2].id,)), Cell("93.5", (three[2].id,)))),),
            *(1, (text,)),
        )
        for n, (text, three) in enumerate(zip(words, claims, strict=True))
    )
    joins = tuple(Join(text, f"not {text}", "different", 0.1, text, "hand/1", story.id) for text in words)
    copies = (Copy(articles[1].id, articles[0].id, "near", 0.9, words[1]),) if len(articles) > 1 else ()
    return Reconciled(copies, (story,), joins, facts, comparisons)


def _fact(n: int, text: str, claim: Claim, story: str) -> Fact:
    return Fact(
        *(stable_id("fact", n), story, "PRAISE", Party(Cell(text, (claim.id,)), "person")),
        *(Party(Cell(text, (claim.id,)), "group"), "asserted", "single-source", (claim.id,), ()),
        *(1, "2024-02-08", (), None, text),
    )


def desk_of(record: Path, *, review: bool = False, reader: str = "") -> Desk:
    """A desk that shows a record."""
    return Desk(Room(record), review=review, door=Door(reader, REVIEWER if review else "", b"a key for tests" * 2))


def visit(record: Path, *, review: bool = False, reader: str = "") -> TestClient:
    """A browser without a window, before a reading room."""
    app = make_app(desk_of(record, review=review, reader=reader))
    return TestClient(app, base_url=HERE, follow_redirects=False, raise_server_exceptions=False)


def enter(client: TestClient, name: str = "Anna", token: str = REVIEWER) -> TestClient:
    """The same browser, signed in."""
    given = {"name": name, "token": token, "back": "/"}
    assert 303 == client.post("/login", data=given, headers=SAME_ORIGIN).status_code
    return client
