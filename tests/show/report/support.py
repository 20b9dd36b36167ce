"""A small record of one election made by hand: reactions, quotations, figures, dates, a copy, and files not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from onrecord.keep import open_writer
from onrecord.text import stable_id
from onrecord.types import Amount, Article, Block, Claim, Copy, Finding, Input, Mention, Role, Span, Speech, When
from onrecord.weighed import Cell, Comparison, Fact, FactModality, FigureGroup, Party, Reconciled, Story
from tests.support import make_article

LINES = (
    "France congratulated Anna Vale on Monday.",
    "“We welcome this clear and peaceful choice,” said France.",
    "Malta congratulated Anna Vale in March.",
    "Norway criticised the election.",
    "Peru congratulated Anna Vale and criticised the election.",
    "The commission gave her 61.5 percent, then 62 percent.",
    "A poll gave her about 58 percent.",
)
STATES = {"France": "FRA", "Malta": "MLT", "Norway": "NOR", "Peru": "PER"}
DATES = {"Monday": "2024-02-05", "March": "2024-03"}


def write_record(record: Path, *, articles: int = 2, reconciled: bool = True) -> Path:
    """The record, of so many articles with the same lines, the second a copy; it has a story where it is reconciled."""
    findings = [_finding(n) for n in range(articles)]
    unread = Finding(Input("bad.pdf", "bad", "0" * 64, "unsupported", "not a text"))
    with open_writer(record, extractor="by hand") as writer:
        refused = writer.add([(f"hand {n}", finding) for n, finding in enumerate([*findings, unread])])
        assert () == refused
        writer.finish((lambda _: amounting_to(findings)) if reconciled else None)
    return record


def _finding(n: int) -> Finding:
    text = "\n\n".join(LINES)
    name = f"report-{n}.txt"
    article = replace(make_article(text, name=name), source=f"Outlet {n}", title=f"Vale wins in Ruritania, {n}")
    places = [text.index(line) for line in LINES]
    blocks = tuple(Block("paragraph", Span(at, at + len(line))) for at, line in zip(places, LINES, strict=True))
    article = replace(article, blocks=blocks, url=f"https://outlet-{n}.example.org/vale", published=f"2024-02-0{n + 6}")
    claims = (*_events(article), *_quotations(article), *_figures(article))
    source = Input(name, article.document, article.sha256, "ok")
    return Finding(source, article, (), claims)


def _mention(article: Article, words: str, start: int) -> Mention:
    at = article.text.index(words, start)
    country = STATES.get(words)
    kind = (
        "state"
        if country
        else "thing"
        if "election" in words
        else "organization"
        if "commission" in words
        else "person"
    )
    country = country or ("RUS" if kind != "organization" else None)
    return Mention(Span(at, at + len(words)), kind, words, name=words, country=country)  # type: ignore[arg-type]


def _claim(article: Article, line: int, trigger: str, roles: dict[str, str], **parts: object) -> Claim:
    start = article.text.index(LINES[line])
    at = article.text.index(trigger, start)
    evidence = parts.pop("evidence", Span(start, start + len(LINES[line])))
    named = tuple(Role(role, _mention(article, words, start)) for role, words in roles.items())
    id_ = stable_id("claim", article.id, line, trigger, at)
    kind, action = parts.pop("kind", "event"), parts.pop("action")
    by = ("hand/1", "by hand")
    return Claim(id_, article.id, kind, action, named, (evidence,), Span(at, at + len(trigger)), *by, **parts)  # type: ignore[arg-type]


def _events(article: Article) -> Iterator[Claim]:
    for line, trigger in (
        (0, "congratulated"),
        (2, "congratulated"),
        (3, "criticised"),
        (4, "congratulated"),
        (4, "criticised"),
    ):
        actor = LINES[line].split()[0]
        target = "Anna Vale" if trigger == "congratulated" else "the election"
        when = next((_when(article, word, line) for word in DATES if word in LINES[line]), None)
        action = "CONGRATULATE" if trigger == "congratulated" else "CRITICISE"
        yield _claim(article, line, trigger, {"agent": actor, "target": target}, action=action, when=when)


def _when(article: Article, word: str, line: int) -> When:
    at = article.text.index(word, article.text.index(LINES[line]))
    return When(DATES[word], Span(at, at + len(word)))


def _quotations(article: Article) -> Iterator[Claim]:
    start = article.text.index(LINES[1])
    said = Span(start + 1, start + LINES[1].index(",") + 1)
    speech = Speech("direct")
    yield _claim(
        article, 1, "said", {"speaker": "France"}, kind="quotation", action="SAY", speech=speech, evidence=said
    )


def _figures(article: Article) -> Iterator[Claim]:
    given = {"attributed_to": "The commission"}
    parts = {"kind": "figure", "action": "vote_share"}
    for number in ("61.5", "62"):
        yield _claim(article, 5, number, given, **parts, amount=Amount(float(number), "percent", "preliminary"))
    yield _claim(article, 6, "58", {}, **parts, amount=Amount(58.0, "percent", "exit_poll", "about"))


def amounting_to(findings: list[Finding]) -> Reconciled:
    """One story of all of it: a fact for each act, one question of three numbers, the second article a copy."""
    articles = [finding.article for finding in findings if finding.article]
    groups = list(zip(*(finding.claims for finding in findings), strict=True))
    ids = [tuple(claim.id for claim in group) for group in groups]
    story_id = stable_id("story", "Ruritania")
    claims = tuple(claim.id for finding in findings for claim in finding.claims if claim.kind != "quotation")
    everything = tuple(article.id for article in articles)
    dates = ("2024-02-06", "2024-02-07")
    story = Story(story_id, "Vale wins in Ruritania, 0", "election", "RUS", *dates, everything, claims, "by hand")
    facts = tuple(
        _fact(group[0], some, story_id) for group, some in zip(groups, ids, strict=True) if group[0].kind == "event"
    )
    numbers = [some for group, some in zip(groups, ids, strict=True) if group[0].kind == "figure"]
    shares = (
        FigureGroup("preliminary", "The commission", (Cell("61.5", numbers[0]), Cell("62", numbers[1])), ("61.5",)),
        FigureGroup("exit_poll", None, (Cell("58", numbers[2]),)),
    )
    reason = "62 percent and 58 percent have different standing"
    about = (stable_id("figures"), story_id, "vote_share", "Anna Vale", None, "percent")
    comparison = Comparison(*about, "different_status", reason, shares, 1)
    copies = tuple(Copy(one.id, articles[0].id, "near", 0.9, "the same words") for one in articles[1:2])
    return Reconciled(copies, (story,), (), facts, (comparison,))


def _fact(claim: Claim, ids: tuple[str, ...], story: str) -> Fact:
    modality: FactModality = "asserted"
    actor, target = (claim.role(name) for name in ("agent", "target"))
    assert actor is not None
    assert target is not None
    parties = (Party(Cell(one.wording, ids), one.kind, one.country) for one in (actor, target))
    when = claim.when.edtf if claim.when else "2024-02-06"
    about = (stable_id("fact", ids), story, claim.action, *parties)
    return Fact(*about, modality, "single-source", ids, (), 1, when, (), None, "by hand")
