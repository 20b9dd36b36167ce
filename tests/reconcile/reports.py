"""Reports with claims made by hand: who did what to whom, and numbers, each found in the report's own words."""

from __future__ import annotations

from dataclasses import replace

from onrecord.data import load_gazetteer
from onrecord.reconcile import reconcile
from onrecord.text import stable_id
from onrecord.types import (
    Amount,
    Article,
    Claim,
    Copy,
    Entity,
    FigureStatus,
    Judgement,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    Qualifier,
    Role,
    Span,
    When,
)
from onrecord.weighed import Fact, Reconciled
from tests.support import make_article

Report = tuple[Article, tuple[Claim, ...]]


def article(name: str, text: str, *, published: str | None = "2024-02-08", source: str | None = None) -> Article:
    """A report with a title, the text's first line."""
    made = make_article(text, name=f"{name}.txt")
    return replace(made, title=text.partition("\n")[0], published=published, source=source or name)


def who(
    text: str,
    words: str,
    kind: MentionKind = "person",
    *,
    name: str | None = None,
    country: str | None = None,
    guessed: bool = False,
    entity: Entity | None = None,
) -> Mention:
    """The words' first mention in a text."""
    at = text.index(words)
    state = Entity(country, words, "state", country) if kind == "state" and country else None
    why = "country: not said; the story's own" if guessed else None
    return Mention(Span(at, at + len(words)), kind, words, name or words, entity or state, country, why)


def act(
    made: Article,
    action: str,
    agent: Mention,
    target: Mention | None,
    *,
    polarity: Polarity = "positive",
    modality: Modality = "asserted",
    when: str | None = None,
    reported_by: tuple[Mention, ...] = (),
) -> Claim:
    """A claim that an article makes of an act."""
    roles = tuple(Role(name, mention) for name, mention in (("agent", agent), ("target", target)) if mention)
    spans = [(role.mention.span.start, role.mention.span.end) for role in roles]
    id_ = stable_id(made.id, action, spans, [role.mention.name for role in roles], polarity, modality)
    here = Span(0, len(made.text))
    date = When(when, Span(0, 1)) if when else None
    return Claim(
        id_, made.id, "event", action, roles, (here,), agent.span, "hand/1", "hand", polarity, modality,
        reported_by=reported_by, when=date,
    )  # fmt: skip


def figure(
    made: Article,
    measure: str,
    words: str,
    value: float,
    subject: Mention | None = None,
    *,
    status: FigureStatus = "unstated",
    by: Mention | None = None,
    scope: Mention | None = None,
    qualifier: Qualifier | None = None,
    counted: float | None = None,
    unit: str = "percent",
    when: str | None = None,
) -> Claim:
    """A claim that an article makes of a number."""
    roles = tuple(
        Role(name, mention)
        for name, mention in (("subject", subject), ("attributed_to", by), ("scope", scope))
        if mention
    )
    at = made.text.index(words)
    here = Span(at, at + len(words))
    return Claim(
        stable_id(made.id, measure, at, value, status), made.id, "figure", measure, roles, (here,), here, "hand/1",
        "hand", amount=Amount(float(value), unit, status, qualifier, counted), when=When(when, here) if when else None,
    )  # fmt: skip


def reconciled(*reports: Report, copies: tuple[Copy, ...] = (), judged: tuple[Judgement, ...] = ()) -> Reconciled:
    """What the reports amount to."""
    return reconcile(reports, load_gazetteer(), copies=copies, judged=judged)


def praises(
    name: str,
    agent: str,
    target: str,
    *,
    published: str | None = "2024-02-08",
    source: str | None = None,
    polarity: Polarity = "positive",
    modality: Modality = "asserted",
    country: str | None = None,
) -> Report:
    """A report of one act: a person praises another after the vote in Peru."""
    text = f"Election in Peru: votes counted\n{agent} spoke of {target} after the vote in Peru."
    made = article(name, text, published=published, source=source)
    one, other = who(text, agent, country=country), who(text, target)
    return made, (act(made, "PRAISE", one, other, polarity=polarity, modality=modality),)


def told(fact: Fact) -> tuple[str, str | None, str]:
    """A fact in brief: actor, target, modality."""
    return fact.actor.name.value if fact.actor else "", fact.target.name.value if fact.target else None, fact.modality
