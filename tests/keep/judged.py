"""A small record to be judged, and verdicts made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from onrecord.keep import open_ledger, open_reader, open_writer
from onrecord.keep.verdict_json import verdict_id
from onrecord.keep.verdicts import anchor_of, thing_of
from onrecord.types import Amount, Article, Change, Claim, Mention, Span, Verdict, VerdictWord
from tests.support import make_article, make_claim, make_finding, make_mention

TEXT = "Menu\nAnna praised Бабек on Friday, Clara says. Бабек thanked Anna\nGrey. 92 percent voted. 🕊️"
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def article_of(text: str = TEXT, name: str = "a.txt") -> Article:
    """The article that all is about; its first line is page chrome."""
    return make_article(text, name=name, chrome=(Span(0, 4),))


def claims_of(article: Article) -> tuple[Claim, ...]:
    """Anna praised Бабек, Бабек thanked Anna, and a turnout of 92 percent."""
    text = article.text
    anna, babek = make_mention(text, "Anna"), make_mention(text, "Бабек")
    later = text.index("Бабек thanked")
    again = make_mention(text, "Бабек", start=later)
    praised = make_claim(article, "praised", anna, babek)
    thanked = make_claim(article, "thanked", again, make_mention(text, "Anna", start=text.index("Anna\n")))
    turnout = make_claim(article, "92", None, None)
    return praised, thanked, replace(turnout, kind="figure", action="turnout", amount=Amount(92.0, "percent"))


def keep(record: Path, articles: Iterable[Article], *, version: str = "1", shift: int = 0) -> Path:
    """A record of the articles; another version may cut the clauses ``shift`` characters longer."""
    with open_writer(record, extractor=version) as writer:
        for article in articles:
            claims = tuple(_longer(claim, shift, version) for claim in claims_of(article))
            assert () == writer.add([(version + article.name, make_finding(article, *claims))])
        writer.finish()
    return record


def _longer(claim: Claim, shift: int, version: str) -> Claim:
    span = claim.evidence[0]
    return replace(
        claim,
        id=f"{claim.id[:12]}{version:0>4}",
        evidence=(Span(span.start, span.end + shift),),
        by=f"finder/{version}",
    )


def verdict(
    claim: Claim, article: Article, word: VerdictWord = "right", *, by: str = "anna", second: int = 0, **more: object
) -> Verdict:
    """A verdict on a claim, as if kept at noon and some seconds."""
    about = anchor_of(claim, article)
    at = NOON.replace(second=second).isoformat(timespec="milliseconds")
    made = replace(Verdict("", thing_of(about), word, by, at, about), **more)  # type: ignore[arg-type]
    return replace(made, id=verdict_id(made))


def target(words: str, article: Article) -> Change:
    """The article's words as a claim's new target."""
    return Change("target", words, "", make_mention(article.text, words))


def say(record: Path, number: int, word: VerdictWord, *, by: str = "anna", **more: object) -> Verdict:
    """Keep a verdict on the record's claim of that number, against the last one there is."""
    with open_reader(record) as reader:
        claim = list(reader.claims(withdrawn=True))[number]
        case = reader.case(claim.id)
    last = case.verdicts[-1].id if case.verdicts else None
    with open_ledger(record) as ledger:
        return ledger.add(case.about, word, by=by, against=last, **more)  # type: ignore[arg-type]


def actions(record: Path, *, withdrawn: bool = False) -> list[str]:
    """The actions of the record's claims."""
    with open_reader(record) as reader:
        return [claim.action for claim in reader.claims(withdrawn=withdrawn)]


def mention_of(claim: Claim, role: str) -> Mention:
    """The mention in a role that the claim has."""
    found = claim.role(role)
    assert found
    return found
