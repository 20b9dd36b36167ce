"""Clauses and lexicon into event claims: who did what to whom.

Each word that the lexicon knows is read as a clause; a frame that fits gives one claim for each pair of agent and
target. Claims leave here with mentions as written; ``resolve/`` says who they are.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.data import Gazetteer
from onrecord.find.clauses import (
    Clause,
    complements,
    copular_clause,
    given,
    noun_clause,
    opened,
    refused,
    verb_clause,
)
from onrecord.find.echoes import echoes
from onrecord.find.evaluation import bearers, is_one_of, sign
from onrecord.find.grammar import grammar
from onrecord.find.lexicon import Frame, Lexicon
from onrecord.find.lists import members_below
from onrecord.find.names import mentions_at
from onrecord.find.quotations import Quotation
from onrecord.find.scene import BY, Scene, quoted, read_scene
from onrecord.text import stable_id
from onrecord.tree import Tree
from onrecord.types import PARTIES, Claim, Mention, Parsed, Polarity, Role, Span

_EVIDENCE_CUT = ("parataxis",)
_EVIDENCE_WORDS = 60
_OPENING = set("“\"‘'([«„")
_CLAUSE_HEADS = {"VERB", "AUX", "ADJ"}
_ECHOED, _ECHO_REACH = 30, 400  # claims, characters


def find_events(parsed: Parsed, gazetteer: Gazetteer) -> tuple[Claim, ...]:
    """The event and quotation claims that the lexicon finds in a parsed article, in order of appearance."""
    scene = read_scene(parsed, gazetteer)
    return tuple(dict.fromkeys((*quoted(scene), *ruled_events(scene))))


def ruled_events(scene: Scene) -> list[Claim]:
    """The events that the lexicon finds over the clauses."""
    events: list[Claim] = []
    heading = 0
    for tree in scene.trees:
        if scene.parsed.article.blocks[tree.sentence.block].kind == "heading":
            heading = tree.sentence.span.start
        reach = max(heading, tree.sentence.span.start - _ECHO_REACH)  # what stands below a heading echoes nothing above
        near = [claim for claim in events[-_ECHOED:] if claim.trigger.end > reach]
        here = list(_in_sentence(scene, tree))
        events += [*here, *echoes(tree, [*near, *here], scene.gazetteer)]
    return events


@dataclass(frozen=True, slots=True)
class _Match:
    """A frame that fits a word, with the clause it was read from and the words that carry it."""

    frame: Frame
    clause: Clause
    trigger: tuple[int, int]
    objects: tuple[int, ...] = ()


def _in_sentence(scene: Scene, tree: Tree) -> Iterator[Claim]:
    taken: set[int] = set()
    nouns: list[int] = []
    for word, upos in enumerate(tree.sentence.upos):
        if upos == "VERB":
            for match in _verb_matches(scene.lexicon, tree, word):
                claims = list(_claims(scene, tree, match))
                # "sent a message of sympathy": the sympathy has been told.
                taken.update(below for word in match.objects for below in tree.subtree(word) if claims)
                yield from claims
        exclaimed = _interjections(scene.lexicon, tree, word) if scene.quotation_at(tree.sentence.starts[word]) else []
        if upos in {"NOUN", "PROPN", "INTJ"} and tree.lemma(word) in scene.lexicon.by_noun and not exclaimed:
            nouns.append(word)
        for match in (*_copula_matches(scene.lexicon, tree, word), *exclaimed):
            yield from _claims(scene, tree, match)
    for word in nouns:
        if word not in taken:
            found = _noun_matches(scene.lexicon, tree, word)
            for match in found or _on_theme(scene, tree, word):
                yield from _claims(scene, tree, match)


# --- does a frame fit? ------------------------------------------------------------------------------------------


def _verb_matches(lexicon: Lexicon, tree: Tree, word: int) -> list[_Match]:
    frames = lexicon.by_verb.get(tree.lemma(word))
    if not frames or tree.relation(word) in {"amod", "compound", "case", "fixed"}:
        return []
    clause = verb_clause(tree, word)
    found = [match for frame in frames if (match := _verb_match(lexicon, frame, tree, clause))]
    specific = [match for match in found if match.frame.object or match.frame.evaluation or match.frame.word]
    return specific or found


def _verb_match(lexicon: Lexicon, frame: Frame, tree: Tree, clause: Clause) -> _Match | None:
    verb = clause.predicate
    objects: tuple[int, ...] = ()
    if frame.object:
        objects = tuple(
            w for w in clause.slot("obj") if tree.lemma(w) in frame.object and _with(tree, w, frame.object_with)
        )
        if not objects:
            return None
    checks = (
        _particle_fits(frame, tree, verb),
        not frame.word or _has_word(tree, verb, frame.word),
        not _has_word(tree, verb, frame.not_word),
        all(clause.slot(name) for name in frame.needs),
        not any(clause.slot(name) for name in frame.without_slots),
        not frame.needs_infinitive or _infinitive(tree, clause),
        not (frame.without_clause and clause.slot("clause")),
        not (frame.without_complement and complements(tree, clause)),
        not frame.passive or clause.construction == "passive",
        not frame.refusal or refused(tree, clause),
        not (frame.unless_refusal and refused(tree, clause)),
        not frame.complement_verbs or _complement_verb(tree, clause, frame.complement_verbs),
        not frame.evaluation or any(sign(lexicon, tree, w) == frame.evaluation for w in complements(tree, clause)),
    )
    if not all(checks):
        return None
    if frame.negated_as and clause.polarity == "negative":  # "did not meet standards" speaks ill, and it is said
        frame, clause = replace(frame, action=frame.negated_as), replace(clause, polarity="positive")
    carrier = next((w for w in clause.slot("clause") if tree.lemma(w) in frame.complement_verbs), verb)
    telling = [item for word in objects for item in _telling(tree, word, frame.object_with)]
    return _Match(frame, clause, _trigger(carrier, (*objects, *telling)), objects)


def _trigger(verb: int, objects: tuple[int, ...]) -> tuple[int, int]:
    words = (verb, *(word for word in objects if abs(word - verb) < 8))
    return min(words), max(words) + 1


def _with(tree: Tree, word: int, wanted: frozenset[str]) -> bool:
    return not wanted or bool(_telling(tree, word, wanted))


def _telling(tree: Tree, word: int, wanted: frozenset[str]) -> list[int]:
    """The words of a noun phrase that tell what it is of: "congratulation" in "a message of congratulation"."""
    return [item for item in tree.subtree(word) if is_one_of(tree, item, wanted)] if wanted else []


def _has_word(tree: Tree, verb: int, wanted: frozenset[str]) -> bool:
    return bool(wanted) and any(is_one_of(tree, word, wanted) for word in tree.subtree(verb) if word != verb)


def _particle_fits(frame: Frame, tree: Tree, verb: int) -> bool:
    wanted = next((words for lemma, words in frame.particle if lemma == tree.lemma(verb)), ())
    particles = {tree.lemma(kid) for kid in tree.kids(verb, "compound:prt", "advmod")}
    return not wanted or bool(particles.intersection(wanted))


def _infinitive(tree: Tree, clause: Clause) -> bool:
    """Whether somebody is to do something: "urged X to leave", "called for X to leave"."""
    wished = [w for w in tree.kids(clause.predicate, "advcl") if tree.kid(w, "nsubj") is not None]
    return any(
        tree.sentence.xpos[w] == "VB" and tree.lemma(kid) == "to"
        for w in (*clause.slot("clause"), *wished)
        for kid in tree.kids(w, "mark")
    )


def _complement_verb(tree: Tree, clause: Clause, wanted: frozenset[str]) -> bool:
    return any(tree.lemma(word) in wanted for word in clause.slot("clause"))


def _copula_matches(lexicon: Lexicon, tree: Tree, word: int) -> list[_Match]:
    if tree.kid(word, "cop") is None:
        return []
    lemma = tree.lemma(word)
    said_of = [tree.lemma(kid) for kid in tree.kids(word, "nsubj")]
    thoughts = [
        frame for noun in said_of for frame in lexicon.by_copula_word.get(noun, ()) if noun in frame.copula_nouns
    ]
    if thoughts and tree.preposition(word) in thoughts[0].target:  # "our thoughts are with the families"
        clause = Clause(word, ((tree.preposition(word), opened(tree, word)),), "copula")
        return [_Match(frame, clause, (word, word + 1)) for frame in thoughts]
    frames = lexicon.by_copula_word.get(lemma, ())
    evaluated = lexicon.by_evaluation.get(sign(lexicon, tree, word), ())
    if not frames and not evaluated:
        return []
    clause = copular_clause(tree, word)
    found = [_Match(frame, clause, (word, word + 1)) for frame in frames if lemma in frame.copula_words]
    # The evaluation has weighed the negation already: "neither free nor fair" speaks ill, and it is said.
    said = replace(clause, polarity="positive")
    found += [_Match(frame, said, (word, word + 1)) for frame in evaluated]
    return found


def _noun_matches(lexicon: Lexicon, tree: Tree, word: int) -> list[_Match]:
    clause = noun_clause(tree, word)
    frames = lexicon.by_noun.get(tree.lemma(word), ())
    return [
        _Match(frame, clause, _trigger(word, tuple(_telling(tree, word, frame.noun_with))))
        for frame in frames
        if _with(tree, word, frame.noun_with) and not _has_word(tree, word, frame.not_word) and not frame.theme
    ]


def _on_theme(scene: Scene, tree: Tree, word: int) -> list[_Match]:
    """ "In his message, X noted …" where the story is of congratulations: the message is one."""
    frames = [frame for frame in scene.lexicon.by_noun.get(tree.lemma(word), ()) if frame.theme]
    return [
        _Match(frame, noun_clause(tree, word), (word, word + 1)) for frame in frames if frame.action in scene.themes
    ]


def _interjections(lexicon: Lexicon, tree: Tree, word: int) -> list[_Match]:
    frames = lexicon.by_interjection.get(tree.sentence.words[word].lower(), ())
    if not frames or tree.kids(word, "det", "nmod:poss"):
        return []
    if tree.kids(word, "amod") and tree.relation(word) not in {"root", "ccomp", "parataxis"}:
        return []  # "Warm congratulations to the winner!" is said, "warm congratulations poured in" is told
    return [_Match(frame, noun_clause(tree, word), (word, word + 1)) for frame in frames]


# --- filling the roles ------------------------------------------------------------------------------------------


def _claims(scene: Scene, tree: Tree, match: _Match) -> Iterator[Claim]:
    if match.clause.open or _asked(tree, match.clause.predicate):
        return
    quotation = scene.quotation_at(tree.sentence.starts[match.clause.predicate])
    agents = _listed(scene, tree, _agents(scene, tree, match, quotation))
    if tree.lemma(match.clause.predicate) in grammar()["watchers"]:  # "The Sunday Observer" observes nothing
        agents = [one for one in agents if not one.span.covers(tree.span(*match.trigger))]
    targets = _targets(scene, tree, match, quotation)
    if not targets and _aimed_elsewhere(tree, match):
        return
    for agent, target in _pairs(match.frame, agents, targets):
        yield _claim(scene, tree, match, agent, target)


def _aimed_elsewhere(tree: Tree, match: _Match) -> bool:
    """Whether the object is nobody's to be filled in: "followed suit" observes no election, "congratulated itself"."""
    closed = grammar()["reflexives"] | grammar()["indefinites"]
    return any(
        match.frame.default_target == "election" or tree.sentence.words[word].lower() in closed
        for word in match.clause.slot("obj")
        if word not in match.objects
    )


def _asked(tree: Tree, predicate: int) -> bool:
    """Whether the sentence asks: "Did Moscow congratulate Baku?" reports nothing."""
    return tree.sentence.words[-1] == "?" and tree.relation(predicate) != "ccomp"


def _pairs(frame: Frame, agents: list[Mention], targets: list[Mention]) -> Iterator[tuple[Mention, Mention | None]]:
    if not targets and frame.reciprocal and len(agents) > 1:
        for other in agents[1:]:
            yield agents[0], other
        return
    if not targets and frame.default_target == "none":
        return
    for agent in agents:
        for target in targets or (None,):
            if target is None or not (agent.span.covers(target.span) or target.span.covers(agent.span)):
                yield agent, target


def _agents(scene: Scene, tree: Tree, match: _Match, quotation: Quotation | None) -> list[Mention]:
    found = _in_agent_slots(scene, tree, match, quotation)
    return found or _senders(scene, tree, match.clause.slot("agent"))


def _senders(scene: Scene, tree: Tree, words: tuple[int, ...]) -> list[Mention]:
    """ "A note from Pretoria wished …", "the ministry's statement condemned …": whose note it is acts."""
    for word in words:
        clause = noun_clause(tree, word)
        for slot in ("poss", "from", "by", "of"):
            found = [mention for mention in _mentions(scene, tree, clause.slot(slot)) if _acts(mention)]
            if found:
                return found
    return []


def _in_agent_slots(scene: Scene, tree: Tree, match: _Match, quotation: Quotation | None) -> list[Mention]:
    for slot in itertools.chain.from_iterable((name, _fronted(name)) for name in match.frame.agent):
        found = [m for m in _fill(scene, tree, match, quotation, slot) if _acts(m)]
        if match.frame.theme:  # a message that says no more than that it is one: a country's or a person's
            found = [m for m in found if m.kind in {"state", "person"}]
        if slot.endswith("modifier"):
            found = [m for m in found if m.kind in {"state", "organization"} and m.wording[:1].isupper()]
        if found:
            return found
    return []


def _listed(scene: Scene, tree: Tree, agents: list[Mention]) -> list[Mention]:
    """The members of the list below in place of nobody or of a group ("congratulated by the leaders of:")."""
    if any(agent.kind != "group" for agent in agents):
        return agents
    return members_below(scene.parsed.article, scene.trees, tree, scene.gazetteer) or agents


def _fronted(slot: str) -> str:
    """The same slot before its predicate ("From Moscow came …"): an agent may stand there, a target does not."""
    first, dot, last = slot.rpartition(".")
    return f"{first}{dot}fronted {last}"


def _acts(mention: Mention) -> bool:
    return not _indefinite(mention) and (mention.kind in PARTIES or mention.wording.lower() in {"it", "which", "that"})


def _indefinite(mention: Mention) -> bool:
    return mention.wording.lower().split()[-1] in grammar()["indefinites"]


def _targets(scene: Scene, tree: Tree, match: _Match, quotation: Quotation | None) -> list[Mention]:
    for slot in match.frame.target:
        found = [m for m in _fill(scene, tree, match, quotation, slot) if _fits(match.frame.target_is, m)]
        if found:
            return [_without_of(scene, mention) for mention in found] if match.frame.charge_in_of else found
    return _addressed_by_purpose(scene, tree, match)


def _addressed_by_purpose(scene: Scene, tree: Tree, match: _Match) -> list[Mention]:
    """ "phoned X to offer condolences": whom the act that serves the purpose is aimed at."""
    verb, head = match.clause.predicate, tree.head(match.clause.predicate)
    if match.frame.default_target == "none" or tree.relation(verb) != "advcl" or tree.sentence.xpos[verb] != "VB":
        return []
    above = verb_clause(tree, head) if tree.sentence.upos[head] == "VERB" else None
    objects = (above.slot("obj") or above.slot("with") or given(tree, head, "with")) if above else ()
    return [mention for mention in _mentions(scene, tree, objects) if mention.kind in PARTIES]


def _without_of(scene: Scene, mention: Mention) -> Mention:
    """ "accused the government of fraud": the parser may hang the charge on the accused."""
    kept = mention.wording.partition(" of ")[0]
    span = Span(mention.span.start, mention.span.start + len(kept))
    return replace(mention, span=span, wording=span.of(scene.parsed.article.text))


def _fits(wanted: str, mention: Mention) -> bool:
    words = mention.wording.lower().replace("-", " ").split()
    if not words or words[-1] in grammar()["reflexives"] | grammar()["indefinites"] | grammar()["circumstances"]:
        return False
    judged = mention.kind == "thing" and bool(grammar()["judged"].intersection(words))
    party = mention.kind in PARTIES or mention.kind == "place"
    return {
        "any": True,
        "party": party,
        "thing": not party or mention.kind == "place",
        "judged": judged,
        "ruled": judged or (mention.kind == "thing" and bool(grammar()["rulings"].intersection(words))),
        "recognised": judged or party,
        "person_or_state": mention.kind in {"person", "state"},
        "person_or_group": mention.kind in {"person", "group"},
    }[wanted]


def _fill(scene: Scene, tree: Tree, match: _Match, quotation: Quotation | None, slot: str) -> list[Mention]:
    """The mentions in a slot; ``speaker``, ``addressee`` and ``reporter`` come from the quotation."""
    if slot in {"speaker", "addressee"}:
        mention = (quotation.speaker if slot == "speaker" else quotation.addressee) if quotation else None
        return [mention] if mention else []
    if slot == "reporter":
        heads = match.clause.reporters
        return _mentions(scene, tree, heads) if heads else _fill(scene, tree, match, quotation, "speaker")
    words = _slot_words(tree, match.clause, match.objects, slot)
    if match.frame.of_conduct and slot in match.frame.target:
        words = tuple(dict.fromkeys(bearer for word in words for bearer in bearers(tree, word)))
    return _mentions(scene, tree, words)


def _mentions(scene: Scene, tree: Tree, words: tuple[int, ...]) -> list[Mention]:
    found = [mention for word in words for mention in mentions_at(tree, word, scene.gazetteer)]
    return list(dict.fromkeys(found))


def _slot_words(tree: Tree, clause: Clause, objects: tuple[int, ...], slot: str) -> tuple[int, ...]:
    """The words in a slot; a dotted name goes through the object, the complement or the clause first."""
    first, _, rest = slot.partition(".")
    if first == "below":
        return given(tree, clause.predicate, rest)
    if not rest or first == "verb":
        return tuple(word for word in clause.slot(slot) if word not in objects)
    if first == "object":
        below = [noun_clause(tree, word) for word in objects]
        if rest.startswith("complement."):
            below = [verb_clause(tree, kid) for word in objects for kid in tree.kids(word, "acl")]
            rest = rest.partition(".")[2]
    else:
        heads = clause.slot("clause") or tuple(tree.kids(clause.predicate, "advcl", "xcomp", "ccomp"))
        below = [
            verb_clause(tree, word) if tree.kid(word, "cop") is None else copular_clause(tree, word) for word in heads
        ]
    return tuple(dict.fromkeys(word for inner in below for word in _slot_words(tree, inner, (), rest)))


# --- the claim --------------------------------------------------------------------------------------------------


def _claim(scene: Scene, tree: Tree, match: _Match, agent: Mention, target: Mention | None) -> Claim:
    roles = (Role("agent", agent), *((Role("target", target),) if target else ()))
    trigger = tree.span(*match.trigger)
    article = scene.parsed.article
    polarity: Polarity = "positive" if match.frame.refusal else match.clause.polarity
    if match.frame.polarity == "negative":
        polarity = "positive" if polarity == "negative" else "negative"
    identity = stable_id(
        article.id, match.frame.rule, trigger.start, agent.span.start, target.span.start if target else None, polarity
    )
    return Claim(
        id=identity,
        article_id=article.id,
        kind="event",
        action=match.frame.action,
        roles=roles,
        evidence=_evidence(tree, match, agent, target),
        trigger=trigger,
        by=BY,
        rule=f"{match.frame.rule} ({match.clause.construction})",
        polarity=polarity,
        modality="asserted" if match.frame.refusal or match.frame.of_future else match.clause.modality,
    )


def _evidence(tree: Tree, match: _Match, agent: Mention, target: Mention | None) -> tuple[Span, ...]:
    """The smallest clause that shows the act with its agent and target; then spans that lie in other sentences."""
    here = tree.sentence.span
    parties = [mention.span for mention in (agent, target) if mention]
    inside = [tree.span(*match.trigger), *(span for span in parties if here.covers(span))]
    outside = sorted(span for span in parties if not here.covers(span))
    start, end = min(span.start for span in inside), max(span.end for span in inside)
    for word in (match.clause.predicate, *tree.ancestors(match.clause.predicate)):
        first, last = tree.extent(word, without=_EVIDENCE_CUT)
        clause = tree.span(_first_word(tree, first, word), last)
        if last - first > _EVIDENCE_WORDS:
            break
        whole = tree.sentence.upos[word] in _CLAUSE_HEADS or tree.head(word) < 0
        if whole and clause.start <= start and end <= clause.end:
            return (clause, *outside)
    return (Span(start, end), *outside)


def _first_word(tree: Tree, first: int, head: int) -> int:
    """Where a clause's own words begin, after the comma and the "and" before it."""
    joining = (
        w
        for w in range(first, head)
        if tree.sentence.upos[w] not in {"PUNCT", "CCONJ"} or tree.sentence.words[w] in _OPENING
    )
    return next(joining, head)
