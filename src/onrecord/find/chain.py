"""The chain of who says so: outlet ← agency or website ← speaker, for every claim by the same rules.

A claim inside a quotation is its speaker's; one inside reported speech is that of whoever the verb of saying is said of
("X said that Y accused Z": the accusation is X's claim), or of whom the text follows ("according to X", "citing X").
What carried the words stands outside the speaker ("X told TASS", "TASS quoted X as saying", "on its website"). Who acts
by speaking ("“I thank Y,” X said", "X said that the vote was a sham") is no reporter of his own act; who tells of it
("X said that he had thanked Y") is. The chain has each mention once and at most ``LONGEST`` of them; the outlet itself
is not in it. Terms follow the attribution relations of the Penn Discourse Treebank (Prasad et al. 2006) and of PARC
(Pareti 2012): source, cue, content.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.data import Gazetteer
from onrecord.find.clauses import according_to, said_above, said_beside, subject
from onrecord.find.grammar import grammar
from onrecord.find.spots import Page, Spot
from onrecord.nouns import mention_at
from onrecord.text import fold
from onrecord.tree import Tree
from onrecord.types import PARTIES, Claim, Mention, Span

LONGEST = 4
_TOGETHER = 12  # words: further apart, the first of several speakers stands for all
_OF = frozenset({"", "of", "from", "by"})


@cache
def words() -> dict[str, frozenset[str]]:
    """The closed classes of ``chain.toml``, by name."""
    rows = tomllib.loads(files("onrecord.find").joinpath("chain.toml").read_text(encoding="utf-8"))
    return {name: frozenset(entries) for name, entries in rows.items()}


@dataclass(frozen=True, slots=True)
class Link:
    """One source: its mention, what it answers for, and the words that say so (None for none)."""

    mention: Mention
    content: Span
    cue: Span | None = None


class Chains:
    """One article's quotations and trees, to be asked who says what a claim says."""

    def __init__(self, page: Page, claims: Iterable[Claim], gazetteer: Gazetteer, outlet: str) -> None:
        self.page, self.gazetteer, self.outlet = page, gazetteer, fold(outlet)
        quotations = [claim for claim in claims if claim.kind == "quotation"]
        self.quotations = sorted(quotations, key=lambda one: (one.evidence[0].start, -one.evidence[0].end))
        self._meeting: dict[int, list[Claim]] = defaultdict(list)
        for quotation in self.quotations:
            for sentence in page.sentences(quotation.evidence[0]):
                self._meeting[sentence].append(quotation)

    def around(self, span: Span) -> list[Claim]:
        """The quotations that a span stands in, the outermost first."""
        here = self._meeting.get(self.page.sentence(span), ())
        return [quotation for quotation in here if quotation.evidence[0].covers(span)]

    def links(self, claim: Claim) -> tuple[Link, ...]:
        """The sources of a claim, outermost first, without whoever only acts by speaking."""
        around = [one for one in self.around(claim.trigger) if one.id != claim.id]
        found = [link for quotation in around for link in self._quotation(quotation)]
        if claim.kind == "quotation":
            found += self._beyond_cue(claim)
        else:
            spot = self.page.spot(claim.trigger)
            inside = around[-1].evidence[0] if around else None
            found += [link for link in (self._sentence(spot) if spot else ()) if self._within(link, inside)]
        kept = [link for link in found if not (self._performs(claim, link) or _acts_by_speaking(claim, link))]
        return _bounded([link for link in (*kept, *_given_by(claim)) if not self._is_outlet(link.mention)])

    def _is_outlet(self, mention: Mention) -> bool:
        """Whether a source is the outlet itself ("we reported", "this newspaper"), or nobody ("all told")."""
        first, last = mention.wording.lower().split()[0], mention.wording.lower().split()[-1]
        if last in grammar()["indefinites"] | words()["nobody"]:
            return True
        named = fold(mention.wording) == self.outlet or (first in words()["itself"] and last in words()["media"])
        return (named or in_person(mention)) and not self.around(mention.span)

    def _performs(self, claim: Claim, link: Link) -> bool:
        """ "“I thank Y,” X said": X thanks him here and now, while "“I thanked Y,” X said" tells of it."""
        agent, spot = claim.role("agent"), self.page.spot(claim.trigger)
        if agent is None or spot is None or not link.content.covers(agent.span) or not in_person(agent):
            return False
        return spot.tree.sentence.xpos[spot.head] not in {"VBD", "VBN"}

    def _within(self, link: Link, quotation: Span | None) -> bool:
        """Whether a source in the claim's sentence speaks in the same quotation as the claim, or outside as it."""
        at = link.cue or link.mention.span
        if quotation is not None:
            return quotation.covers(at)
        return not self.around(at)

    def _quotation(self, quotation: Claim) -> Iterator[Link]:
        """Who passes a quotation on, then its speaker."""
        yield from self._beyond_cue(quotation)
        speaker = quotation.role("speaker")
        if speaker is not None:
            yield Link(speaker, quotation.evidence[0], quotation.trigger)

    def _beyond_cue(self, quotation: Claim) -> Iterator[Link]:
        """Who passes a quotation on: the sources of its cue, and what carried it."""
        spot = self.page.spot(quotation.trigger) if quotation.trigger != quotation.evidence[0] else None
        speaker = quotation.role("speaker")
        if spot is None:
            return
        said = quotation.evidence[0]
        for link in (*self._sentence(spot), *self._carried(spot.tree, spot.head, said)):
            own = speaker is not None and link.mention.span.meets(speaker.span)
            if not own and not said.covers(link.cue or link.mention.span):
                yield link

    def _sentence(self, spot: Spot) -> Iterator[Link]:
        """The sources inside the sentence, outermost first."""
        tree = spot.tree
        above = [pair for pair in _above(tree, spot.head) if _reports(tree, *pair)]
        beside, source = said_beside(tree, spot.head), according_to(tree, spot.head)
        whole = tree.sentence.span
        if beside is not None and beside not in [verb for verb, _ in above] and _reports(tree, beside, spot.head):
            yield from self._of_verb(tree, beside, whole)
        if source is not None:
            yield from self._of_noun(tree, source, whole, None)
        yield from self._as_reported(tree, spot.head)
        for verb, said in reversed(above):
            yield from self._of_verb(tree, verb, tree.span(*tree.extent(said)))

    # --- one verb of saying

    def _of_verb(self, tree: Tree, verb: int, content: Span) -> Iterator[Link]:
        """What carried the words, who says them, and whom he cites."""
        cue = tree.span(verb, verb + 1)
        if tree.lemma(verb) in words()["papers"] and tree.sentence.upos[verb] == "NOUN":
            owner = self._owner(tree, verb)
            yield from [Link(owner, content, cue)] if owner else []
            return
        quoting = tree.head(verb) if tree.head(verb) >= 0 and tree.lemma(tree.head(verb)) in words()["quoting"] else -1
        if quoting >= 0 and tree.bare[verb] in {"advcl", "xcomp", "obl"}:
            yield from self._quoted_as_saying(tree, quoting, content)
            return
        speakers = subject(tree, verb)[0]
        if not speakers or _expletive(tree, verb, speakers):
            speakers = tuple(tree.kids(verb, "obl:agent"))
        yield from self._carried(tree, verb, content)
        if len(speakers) > 1 and max(speakers) - min(speakers) <= _TOGETHER:
            yield Link(self._listed(tree, speakers), content, cue)
        elif speakers:
            yield from self._of_noun(tree, speakers[0], content, cue, verb=verb)
        yield from self._cited(tree, verb, content)

    def _quoted_as_saying(self, tree: Tree, quoting: int, content: Span) -> Iterator[Link]:
        """ "TASS quoted X as saying", "X was quoted by TASS as saying"."""
        cue = tree.span(quoting, quoting + 1)
        passive = tree.kid(quoting, "nsubj:pass", "aux:pass") is not None
        outer = tree.kids(quoting, "obl:agent") if passive else subject(tree, quoting)[0]
        inner = subject(tree, quoting)[0] if passive else tree.kids(quoting, "obj")
        for side in (outer, inner):
            for word in side[:1]:
                yield Link(self._mention(tree, word), content, cue)

    def _listed(self, tree: Tree, speakers: Sequence[int]) -> Mention:
        """ "A and B said": one source, the two together."""
        mentions = [self._mention(tree, word) for word in speakers]
        span = Span(min(one.span.start for one in mentions), max(one.span.end for one in mentions))
        return Mention(span, "group", span.of(tree.text), name=span.of(tree.text))

    def _mention(self, tree: Tree, word: int) -> Mention:
        return mention_at(tree, word, self.gazetteer)

    def _of_noun(
        self, tree: Tree, word: int, content: Span, cue: Span | None, *, verb: int | None = None
    ) -> Iterator[Link]:
        """A source as a noun: what it was quoted by, then its owner where it is a paper, else itself."""
        for clause in tree.kids(word, "acl"):
            if tree.lemma(clause) in words()["carrying"] and tree.sentence.xpos[clause] == "VBN":
                for by in tree.kids(clause, "obl:agent", "obl"):
                    if tree.preposition(by) == "by":
                        yield Link(self._mention(tree, by), content, cue)
        mention = self._mention(tree, word)
        owner = self._owner(tree, word) if tree.lemma(word) in words()["papers"] else None
        thing = mention.kind == "thing" and tree.sentence.upos[word] != "PRON"
        shows = verb is not None and tree.lemma(verb) not in grammar()["saying"]
        if owner is not None or not (thing and shows):  # "the results show" is nobody's word
            yield Link(owner or mention, content, cue)

    def _owner(self, tree: Tree, word: int) -> Mention | None:
        """Whose paper it is: "the ministry's figures", "a statement from X", "data published by X"."""
        owners = [kid for kid in tree.kids(word, "nmod:poss", "nmod") if tree.preposition(kid) in _OF]
        owners += [by for kid in tree.kids(word, "acl") for by in tree.kids(kid, "obl:agent", "obl")]
        issuer = tree.head(word)
        if tree.bare[word] == "obj" and tree.lemma(issuer) in words()["issuing"]:  # "issued a statement saying"
            owners += [one for one in subject(tree, issuer)[0] if one != word]
        for kid in (*owners, *tree.kids(word, "compound")):
            mention = self._mention(tree, kid)
            asked = mention.kind == "group" and tree.preposition(kid) == "of"  # "a survey of 1,500 workers"
            if mention.kind in PARTIES and not asked:
                return mention
        return None

    # --- what carried the words

    def _carried(self, tree: Tree, verb: int, content: Span) -> Iterator[Link]:
        """ "told TASS", "wrote on its website", "said in an interview with TASS", "said in remarks carried by TASS"."""
        for kid in tree.kids(verb, "iobj", "obj", "obl"):
            if tree.preposition(kid) not in words()["to_media"] or kid == verb:
                continue
            if tree.lemma(kid) in words()["talks"]:
                below = tree.kids(kid, "nmod") + [
                    by for clause in tree.kids(kid, "acl") for by in tree.kids(clause, "obl")
                ]
                yield from (link for word in below for link in self._medium(tree, word, content, verb, talk=True))
            else:
                yield from self._medium(tree, kid, content, verb)

    def _medium(self, tree: Tree, word: int, content: Span, verb: int, *, talk: bool = False) -> Iterator[Link]:
        mention = self._mention(tree, word)
        named = mention.kind == "organization" and (
            self.gazetteer.outlet(mention.wording) is not None or (talk and tree.preposition(word) in {"with", "to"})
        )
        under_a_name = tree.kid(word, "compound", "nmod:poss") is not None
        if (
            named
            or tree.lemma(word) in words()["media"]
            or (tree.lemma(word) in words()["named_media"] and under_a_name)
        ):
            yield Link(mention, content, tree.span(verb, verb + 1))

    def _cited(self, tree: Tree, verb: int, content: Span) -> Iterator[Link]:
        """ "…, TASS reported, citing X": X, whom it follows."""
        for clause in tree.kids(verb, "advcl", "parataxis", "acl", "dep"):
            if tree.lemma(clause) in words()["quoting"] and tree.sentence.xpos[clause] == "VBG":
                for word in tree.kids(clause, "obj")[:1]:
                    yield from self._of_noun(tree, word, content, tree.span(clause, clause + 1))

    def _as_reported(self, tree: Tree, word: int) -> Iterator[Link]:
        """ "…, as TASS reported", "…, as reported by TASS"."""
        for item in (word, *tree.ancestors(word)):
            for clause in tree.kids(item, "advcl"):
                marks = {tree.lemma(kid) for kid in tree.kids(clause, "mark")}
                if marks == {"as"} and tree.lemma(clause) in grammar()["saying"] and tree.kid(clause, "ccomp") is None:
                    own = tree.kids(clause, "nsubj") or tree.kids(clause, "obl:agent")
                    for source in own[:1]:
                        yield from self._of_noun(tree, source, tree.sentence.span, tree.span(clause, clause + 1))


def _above(tree: Tree, word: int) -> list[tuple[int, int]]:
    """What says what a word stands in, nearest first: a verb, or a noun like "statement"; with the head of it."""
    known = {said: verb for verb, said in said_above(tree, word, words()["showing"])}
    found, said = [], word
    for head in tree.ancestors(word):
        if said in known:
            found.append((known[said], said))
        elif tree.bare[said] == "csubj" and tree.kid(head, "aux:pass") is not None:  # "it was reported that"
            found += [(head, said)] if tree.lemma(head) in grammar()["saying"] else []
        elif tree.bare[said] == "acl" and tree.lemma(head) in words()["papers"] and _that(tree, said):
            verb = tree.head(head)  # "said in a statement that", "the ministry's claim that"
            says = verb >= 0 and tree.bare[head] in {"obl", "obj"} and tree.lemma(verb) in grammar()["saying"]
            found.append((verb if says else head, said))
        said = head
    return found


def _that(tree: Tree, clause: int) -> bool:
    return any(tree.lemma(kid) == "that" for kid in tree.kids(clause, "mark"))


def _reports(tree: Tree, verb: int, said: int) -> bool:
    """Whether a verb of saying tells what is said: no "to believe", no verb that only stands beside it."""
    if tree.sentence.xpos[verb] == "VB" and any(tree.lemma(kid) == "to" for kid in tree.kids(verb, "mark")):
        return False
    above = tree.bare[said] in {"ccomp", "csubj", "acl"}
    parted = not {":", ";"}.isdisjoint(tree.sentence.words[min(verb, said) : max(verb, said)])
    return above or not (parted or tree.lemma(verb) in words()["never_beside"] or _begun_after(tree, verb, said))


def _begun_after(tree: Tree, verb: int, said: int) -> bool:
    """ "He was ill, he said, and she thanked him": the last clause begins only after what is said has ended."""
    item = tree.head(verb)
    while item < verb < said and said != item and tree.head(said) >= 0:
        if tree.bare[said] == "conj" and tree.kid(said, "nsubj") is not None:
            return True
        said = tree.head(said)
    return False


def _expletive(tree: Tree, verb: int, speakers: Sequence[int]) -> bool:
    """ "It was reported that": nobody in particular, or whoever stands behind "by"."""
    passive = tree.kid(verb, "aux:pass", "nsubj:pass", "expl") is not None
    return passive and all(tree.lemma(word) in {"it", "there", "this", "that"} for word in speakers)


def _acts_by_speaking(claim: Claim, link: Link) -> bool:
    """Whether a source is the agent, who acts by what he says: he stands outside the words that he says."""
    agent = claim.role("agent")
    if agent is None:
        return False
    if agent.span.meets(link.mention.span):
        return True
    one, other = (set(mention.wording.lower().split()) for mention in (agent, link.mention))
    return not link.content.covers(agent.span) and (bool(one & other) or _pronoun(agent) or _pronoun(link.mention))


def in_person(mention: Mention) -> bool:
    """Whether a mention is "I" or "we"."""
    return mention.wording.lower() in grammar()["first_person"]


def _pronoun(mention: Mention) -> bool:
    return mention.wording.lower() in {"he", "she", "they", "it", "who"}


def _given_by(claim: Claim) -> list[Link]:
    """Who gave a figure, as the innermost source."""
    given = claim.role("attributed_to")
    return [Link(given, claim.evidence[0])] if given is not None and claim.kind == "figure" else []


def _bounded(links: Sequence[Link]) -> tuple[Link, ...]:
    """Each source once, where it stands outermost, and no more than the innermost few."""
    kept: list[Link] = []
    for link in links:
        if not any(link.mention.span.meets(other.mention.span) for other in kept):
            kept.append(link)
    return tuple(kept[-LONGEST:])
