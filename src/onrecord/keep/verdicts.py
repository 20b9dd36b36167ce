"""What people's verdicts mean for claims: which claim a verdict is about, which verdicts stand, what follows.

A verdict on a claim is about a reading of words: the same text in two articles, or the same article read again, has it
too. A claim is the one that was judged where its text, kind, action, polarity and modality are the same, and

- its trigger, parties and number are the same, word for word; or, where no claim of the article is that,
- it alone has a trigger and the same parties in the same places, names that agree, and the same number; what the
  verdicts on it have edited may differ.

Verdicts that find no claim are orphans: kept, listed, and found again if a later version reads the claim again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from onrecord.text import fold, name_words, stable_id
from onrecord.types import Amount, Anchor, Article, Change, Claim, Judgement, Mention, Pair, Role, Verdict, VerdictWord

FIGURE_PARTS = ("value", "status")
OF_PAIRS: tuple[VerdictWord, ...] = ("same", "different", "unsure")


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that can be judged: a claim as it was read, or two names, with all verdicts on it by time.

    ``things`` are the ids under which verdicts on it are kept: several where versions read it with other spans.
    ``claims`` are the ids of the claims it is now, none where it is orphaned or a pair of names.
    """

    things: tuple[str, ...]
    about: Anchor | Pair
    verdicts: tuple[Verdict, ...] = ()
    claims: tuple[str, ...] = ()
    orphaned: bool = False

    @property
    def standing(self) -> tuple[Verdict, ...]:
        """The verdicts that nobody has withdrawn, by time."""
        return standing(self.verdicts)


def in_time(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts by time; each chain's own order is the order of its times."""
    return tuple(sorted(verdicts, key=lambda verdict: (verdict.at, verdict.id)))


def standing(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts that no ``undo`` has withdrawn, without those that withdraw."""
    withdrawn = {verdict.withdraws for verdict in verdicts}
    return tuple(verdict for verdict in verdicts if verdict.word != "undo" and verdict.id not in withdrawn)


def last_of(chain: Sequence[Verdict]) -> Verdict | None:
    """The one of a thing's verdicts that no other comes after."""
    followed = {verdict.before for verdict in chain}
    return next((verdict for verdict in chain if verdict.id not in followed), None)


# --- Which claim a verdict is about


def anchor_of(claim: Claim, article: Article) -> Anchor:
    """What the claim, as it was read, will be known by."""
    said = (claim.kind, claim.action, claim.polarity, claim.modality)
    return Anchor(article.sha256, *said, claim.trigger, claim.evidence[0], claim.roles, claim.amount)


def thing_of(about: Anchor | Pair) -> str:
    """The id of what a verdict is about; evidence has no part in it, for versions cut clauses differently."""
    if isinstance(about, Pair):
        return stable_id("pair", about.one, about.other)
    said = (about.kind, about.action, about.polarity, about.modality)
    return stable_id("claim", about.sha256, *said, *_place(about))


def _place(about: Anchor | Claim) -> tuple[object, ...]:
    """Where a claim's words stand, with whom they mean and the number."""
    amount = (about.amount.value, about.amount.unit) if about.amount else None
    roles = tuple((r.name, r.mention.span.start, r.mention.span.end, r.mention.name) for r in about.roles)
    return about.trigger.start, about.trigger.end, roles, amount


def found_again(verdicts: Sequence[Verdict], claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Those of one article's claims, as they were read, that the verdicts on one thing are about."""
    anchor = verdicts[0].about
    assert isinstance(anchor, Anchor)
    said = (anchor.kind, anchor.action, anchor.polarity, anchor.modality)
    alike = [claim for claim in claims if (claim.kind, claim.action, claim.polarity, claim.modality) == said]
    exact = tuple(claim for claim in alike if _place(claim) == _place(anchor))
    if exact:
        return exact
    edited = {change.part for verdict in standing(verdicts) for change in verdict.changes}
    near = tuple(claim for claim in alike if _agrees(claim, anchor, edited))
    closest = tuple(claim for claim in near if claim.trigger == anchor.trigger) or near
    return closest if len(closest) == 1 else ()


def _agrees(claim: Claim, anchor: Anchor, edited: set[str]) -> bool:
    """Whether a claim has an anchor's trigger and parties, but for what was edited, if not to the character."""
    roles = {role.name: role.mention for role in claim.roles if role.name not in edited}
    wanted = {role.name: role.mention for role in anchor.roles if role.name not in edited}
    if not claim.trigger.meets(anchor.trigger) or roles.keys() != wanted.keys():
        return False
    values = [amount.value for amount in (claim.amount, anchor.amount) if amount]
    if "value" not in edited and len(set(values)) > 1:
        return False
    return all(_same_party(roles[name], wanted[name]) for name in roles)


def _same_party(one: Mention, other: Mention) -> bool:
    if not one.span.meets(other.span):
        return False
    if one.entity and other.entity:
        return one.entity.id == other.entity.id
    names = [frozenset(name_words(mention.name or mention.wording)) for mention in (one, other)]
    return names[0] <= names[1] or names[1] <= names[0]


# --- What follows


def judged(claim: Claim, article: Article, verdicts: Sequence[Verdict]) -> Claim:
    """The claim as the standing verdicts leave it: edited, with the reviewers' names in ``by``; sure where a person is.

    A change whose words the article does not have there is left out: no verdict can make a quotation.
    """
    editors: dict[str, None] = {}
    stands = standing(verdicts)
    for verdict in stands:
        for change in verdict.changes:
            if quotes(change, article):
                claim = _changed(claim, change)
                editors[verdict.by] = None
    score = 1.0 if stands and stands[-1].word in ("right", "edit") else claim.score
    return replace(claim, score=score, by=", ".join((claim.by, *(f"edited by {name}" for name in editors))))


def is_wrong(verdicts: Sequence[Verdict]) -> bool:
    """Whether the last standing verdict on a claim says that it is wrong."""
    stands = standing(verdicts)
    return bool(stands) and stands[-1].word == "wrong"


def quotes(change: Change, article: Article) -> bool:
    """Whether a change's words are what the article has there; a number or a status quotes nothing."""
    mention = change.mention
    return mention is None or article.text[mention.span.start : mention.span.end] == mention.wording


def _changed(claim: Claim, change: Change) -> Claim:
    if change.mention is not None:
        new = Role(change.part, change.mention)
        roles = tuple(new if role.name == change.part else role for role in claim.roles)
        return replace(claim, roles=roles if new in roles else (*roles, new))
    return replace(claim, amount=_changed_amount(claim.amount, change)) if claim.amount else claim


def _changed_amount(amount: Amount, change: Change) -> Amount:
    if change.part == "value":
        return replace(amount, value=float(change.now))
    return replace(amount, status=change.now)  # type: ignore[arg-type]


def judgement(case: Case) -> Judgement | None:
    """What the last standing verdict on two names says; None where nobody is sure, or it is no pair."""
    last = case.standing[-1] if case.standing else None
    if not isinstance(case.about, Pair) or last is None:
        return None
    if last.word == "same":
        return Judgement(case.about.one, case.about.other, "same", last.by)
    return Judgement(case.about.one, case.about.other, "different", last.by) if last.word == "different" else None


def disagreement(case: Case) -> tuple[Verdict, ...]:
    """The reviewers' own last standing verdicts where they contradict each other, by time; otherwise none."""
    own = {verdict.by: verdict for verdict in case.standing if verdict.word != "unsure"}
    said = {(_side(verdict.word), _edits(verdict)) for verdict in own.values()}
    sides = {side for side, _ in said}
    edits = {changes for _, changes in said if changes}
    return in_time(own.values()) if len(sides) > 1 or _clash(edits) else ()


def _side(word: VerdictWord) -> str:
    """An edit says that the claim is right, once it is mended."""
    return "right" if word == "edit" else word


def _edits(verdict: Verdict) -> tuple[tuple[str, str], ...]:
    return tuple((change.part, fold(change.now)) for change in verdict.changes)


def _clash(edits: set[tuple[tuple[str, str], ...]]) -> bool:
    """Whether one part is to be two things."""
    pairs = set(chain.from_iterable(edits))
    return len({part for part, _ in pairs}) < len(pairs)


# --- All cases of a record


@dataclass(frozen=True, slots=True)
class Docket:
    """All that has been judged in a record, and under which things each claim's verdicts are kept."""

    by_thing: Mapping[str, tuple[Verdict, ...]]
    by_claim: Mapping[str, tuple[str, ...]]

    def verdicts_on(self, claim_id: str) -> tuple[Verdict, ...]:
        """The verdicts on a claim, by time."""
        return in_time(verdict for thing in self.by_claim.get(claim_id, ()) for verdict in self.by_thing[thing])

    def cases(self, names: Iterable[str]) -> Iterator[Case]:
        """Every case: those of claims, then those without one, by thing. A pair needs both of its names."""
        known = frozenset(names)
        together: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for claim, things in self.by_claim.items():
            together[things].append(claim)
        for things in sorted(together):
            verdicts = in_time(verdict for thing in things for verdict in self.by_thing[thing])
            yield Case(things, verdicts[0].about, verdicts, tuple(sorted(together[things])))
        claimed = set(chain.from_iterable(together))
        for thing in sorted(self.by_thing.keys() - claimed):
            about = self.by_thing[thing][0].about
            orphaned = not (isinstance(about, Pair) and {about.one, about.other} <= known)
            yield Case((thing,), about, self.by_thing[thing], orphaned=orphaned)


def by_thing(verdicts: Iterable[Verdict]) -> dict[str, tuple[Verdict, ...]]:
    """The verdicts of each thing, by time."""
    grouped: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        grouped[verdict.thing].append(verdict)
    return {thing: in_time(some) for thing, some in grouped.items()}
