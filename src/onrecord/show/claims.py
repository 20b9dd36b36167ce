"""A claim in one line, and the facts behind one: every kind of claim, in words.

What an article says is never trusted: characters that would move the cursor or turn the writing are made visible.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from onrecord.types import Amount, Article, Claim, Entity, Mention, Span

VISIBLE = "\n\t"
QUALIFIERS = {"about": "about ", "more_than": "more than ", "less_than": "less than ", "at_least": "at least "}


def harmless(text: str) -> str:
    """The text with every control character, and every character that turns the writing, made visible."""
    return "".join(char if char in VISIBLE or not _moves(char) else _shown(char) for char in text.replace("\r\n", "\n"))


def _moves(char: str) -> bool:
    return (
        unicodedata.category(char) in ("Cc", "Cs", "Co")
        or char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def _shown(char: str) -> str:
    return f"<U+{ord(char):04X}>"


# --- One line


def claim_line(claim: Claim, article: Article) -> str:
    """A claim in one line: who did what to whom, who said what, what was measured; when, and by whose word."""
    told = {"event": _event, "quotation": _quotation, "figure": _figure}[claim.kind](claim, article)
    standing = "" if stance(claim) == "asserted" else f" ({stance(claim)})"
    when = f", {claim.when.edtf} “{_words(claim.when.span, article)}”" if claim.when else ""
    hedges = "".join(f", “{_words(span, article)}”" for span in claim.hedges)
    chain = f" [{_links(claim, article)}]" if claim.reported_by else ""
    return f"{told}{standing}{when}{hedges}{chain}"


def _links(claim: Claim, article: Article) -> str:
    """The chain of who says so: outlet ← agency ← speaker."""
    return " ← ".join((harmless(article.source), *map(_name, claim.reported_by)))


def _event(claim: Claim, article: Article) -> str:
    target = claim.role("target")
    return f"{_named(claim, 'agent')} {claim.action}" + (f" → {_name(target)}" if target else "")


def _quotation(claim: Claim, article: Article) -> str:
    addressee = claim.role("addressee")
    said = f"{_named(claim, 'speaker')} {claim.action}" + (f" → {_name(addressee)}" if addressee else "")
    words = _words(claim.evidence[0], article)
    return f"{said}: “{words if len(words) <= 60 else words[:59] + '…'}”"


def _figure(claim: Claim, article: Article) -> str:
    assert claim.amount is not None
    subject, scope = claim.role("subject"), claim.role("scope")
    of = f" of {_name(subject)}" if subject else ""
    of += f" ({_name(scope)})" if scope else ""
    status = "" if claim.amount.status == "unstated" else f", {_spaced(claim.amount.status)}"
    counted = "" if claim.amount.counted is None else f", {claim.amount.counted:g} percent counted"
    return f"{_spaced(claim.action)}{of}: {_number(claim.amount, article)}{status}{counted}"


def _number(one: Amount, article: Article) -> str:
    """The number with its qualifier and unit: "more than 92 percent", "12 count (booths)"."""
    qualifier = QUALIFIERS.get(one.qualifier or "", "")
    end = " (one end of a range)" if one.qualifier == "between" else ""
    noun = f" ({_words(one.noun, article)})" if one.noun else ""
    return f"{qualifier}{one.value:,.12g} {one.unit}{noun}{end}"


def stance(claim: Claim) -> str:
    """Asserted, negated, planned or implied."""
    return "negated" if claim.polarity == "negative" else claim.modality


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _named(claim: Claim, role: str) -> str:
    mention = claim.role(role)
    return _name(mention) if mention else "?"


def _name(mention: Mention) -> str:
    return harmless(mention.name or f"“{mention.wording}”")


# --- All that is known


def facts(claim: Claim, article: Article, sentence: Span | None) -> Iterator[tuple[str, str]]:
    """Labels and values: the claim, its words, its parts, and the way from each mention to whom it means."""
    yield "claim", f"{claim.id}, {claim.kind} {claim.action}, {stance(claim)}"
    title = f", “{harmless(article.title)}”" if article.title else ""
    yield "article", f"{article.document}, {harmless(article.source)}, {article.published or 'undated'}{title}"
    if sentence is not None:
        yield "sentence", _quoted(sentence, article)
    for number, span in enumerate(claim.evidence):
        yield ("words" if claim.kind == "quotation" else "clause") if number == 0 else "", _quoted(span, article)
    yield _TRIGGERS[claim.kind], _quoted(claim.trigger, article)
    yield "rule", claim.rule
    yield "by", f"{claim.by}, score {claim.score:g}"
    yield from _speech(claim)
    yield from _amount(claim, article)
    for role in claim.roles:
        yield _spaced(role.name), _traced(role.mention)
    if claim.when is not None:
        yield "when", f"{claim.when.edtf} ← {_quoted(claim.when.span, article)}"
    for span in claim.hedges:
        yield "hedge", _quoted(span, article)
    yield from _chain(claim, article)


_TRIGGERS = {"event": "trigger", "quotation": "cue", "figure": "number"}


def _speech(claim: Claim) -> Iterator[tuple[str, str]]:
    if claim.speech is not None:
        end = ", its end inferred: the closing mark is missing" if claim.speech.repaired else ""
        yield "form", f"{claim.speech.form}{end}"


def _amount(claim: Claim, article: Article) -> Iterator[tuple[str, str]]:
    one = claim.amount
    if one is None:
        return
    yield "value", f"{one.value:,.12g}"
    yield "unit", one.unit
    if one.qualifier:
        yield "qualifier", _spaced(one.qualifier)
    yield "status", _spaced(one.status)
    if one.counted is not None:
        yield "counted", f"{one.counted:g} percent of the count"
    if one.noun is not None:
        yield "noun", _quoted(one.noun, article)


def _chain(claim: Claim, article: Article) -> Iterator[tuple[str, str]]:
    """The chain of who says so, outlet first, then each of its links with its words."""
    if not claim.reported_by:
        yield "reported by", f"{harmless(article.source)} itself"
        return
    yield "chain", _links(claim, article)
    for mention in claim.reported_by:
        yield "reported by", _traced(mention)


def _words(span: Span, article: Article) -> str:
    return " ".join(harmless(span.of(article.text)).split())


def _quoted(span: Span, article: Article) -> str:
    return f"“{_words(span, article)}” [{span.start}-{span.end}]"


def _traced(mention: Mention) -> str:
    """The way from the words to whom they mean, as far as it is known."""
    steps = [f"“{harmless(mention.wording)}” [{mention.span.start}-{mention.span.end}], {mention.kind}"]
    if mention.name:
        steps.append(harmless(mention.name) + (f" ({mention.country})" if mention.country else ""))
    if mention.entity:
        steps.append(_entity(mention.entity))
    if mention.unresolved:
        steps.append(f"not resolved: {harmless(mention.unresolved)}")
    return " → ".join(steps)


def _entity(entity: Entity) -> str:
    known = (entity.kind, entity.country, entity.office)
    return f"{harmless(entity.name)} ({', '.join(part for part in (*known, entity.id) if part)})"
