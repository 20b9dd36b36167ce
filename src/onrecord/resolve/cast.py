"""The cast of an article: everybody and every body it names or describes, each with all that it says of them.

Built by one pass over the article in reading order (``in_article.py``); names are gathered first, so that a surname
in the headline already knows the full name that comes below.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from onrecord.data import Gazetteer
from onrecord.nouns import name_span, phrase, role_phrase
from onrecord.text import fold
from onrecord.tree import Tree, kept
from onrecord.types import MentionKind


@cache
def scenery() -> dict[str, frozenset[str]]:
    """The words of ``scenery.toml`` that tell who a story is about, by name."""
    rows = tomllib.loads(files("onrecord.resolve").joinpath("scenery.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in rows.items()}


@dataclass(slots=True, eq=False)
class Actor:
    """One person, state, body or group of an article, with what the article says of it."""

    kind: MentionKind
    names: list[str] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    country: str | None = None
    gender: str = ""
    offices: list[str] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    seen: list[tuple[int, int, bool]] = field(default_factory=list)
    named: bool = False
    of_a_body: bool = False

    @property
    def office(self) -> str | None:
        """The first office the article gives."""
        return self.offices[0] if self.offices else None

    @property
    def described(self) -> str:
        """The wording that says most of it: its longest phrase, else its name."""
        return max(self.phrases, key=len, default=self.name or "")

    @property
    def name(self) -> str | None:
        """The fullest wording: most words first, not in capitals, then the longest, then the first written."""
        return max(self.names, key=lambda name: (len(name.split()), not name.isupper(), len(name)), default=None)


def join_names(
    names: Iterable[tuple[str, MentionKind]], gazetteer: Gazetteer, date: str | None = None
) -> dict[str, Actor]:
    """One actor for each person or body, keyed by every wording of it.

    A surname alone joins the full name that ends with it; where several do ("Ilham Aliyev", "Fuad Aliyev") the one in
    office on the date, then the one named more, then the first. Two full names are one person when the shorter's words
    all stand in the longer.
    """
    counts = Counter(names)
    order = {wording: place for place, wording in enumerate(counts)}
    actors: dict[str, Actor] = {}
    for wording, kind in sorted(counts, key=lambda item: (-len(item[0].split()), order[item])):
        fitting = [a for a in dict.fromkeys(actors.values()) if a.kind == kind and _fits(fold(wording).split(), a)]
        if len(fitting) > 1:
            fitting.sort(key=lambda actor: (-_in_office(actor, gazetteer, date), -_named_times(actor, counts)))
        known = fitting[0] if fitting else Actor(kind, named=True)
        known.names.append(wording)
        actors[wording] = known
    return actors


def _in_office(actor: Actor, gazetteer: Gazetteer, date: str | None) -> bool:
    return actor.kind == "person" and bool(date and actor.name and gazetteer.leaders_named(actor.name, date))


def _named_times(actor: Actor, counts: Counter[tuple[str, MentionKind]]) -> int:
    return sum(counts[name, actor.kind] for name in actor.names)


def _fits(words: list[str], actor: Actor) -> bool:
    for name in actor.names:
        longer = fold(name).split()
        if words == longer:
            return True
        if actor.kind == "person":
            if (
                len(words) == 1
                and len(longer) > 1
                and (words[0] in {longer[-1], *_tail(longer)} or words[0] == longer[0])
            ):
                return True
            if 1 < len(words) < len(longer) and _inside(words, longer):
                return True
        elif actor.kind == "organization" and _short_for(words, longer):
            return True
    return False


def _tail(longer: list[str]) -> list[str]:
    """The parts of a double surname, and the words after the given name."""
    return [*longer[1:], *longer[-1].split("-")]


def _inside(words: list[str], longer: list[str]) -> bool:
    """Whether the shorter name's words all stand in the longer, in order."""
    rest = iter(longer)
    return all(word in rest for word in words)


def _short_for(words: list[str], longer: list[str]) -> bool:
    """ "CEC" for "Central Election Commission", "the Commission" for the same when it ends the longer name."""
    if len(words) == 1 and len(longer) > 1:
        letters = "".join(word[0] for word in longer if word not in {"of", "the", "and", "for", "in", "on"})
        return words[0] == letters
    return 0 < len(words) < len(longer) and _inside(words, longer) and words[-1] == longer[-1]


@dataclass(frozen=True, slots=True)
class Description:
    """What a noun phrase says of whoever it names: role classes, a country, a gender, and whether it is plural."""

    roles: frozenset[str]
    office: str | None
    country: str | None
    gender: str
    plural: bool
    own: bool
    other: bool
    of_a_body: bool = False


@kept
def describe(tree: Tree, word: int, gazetteer: Gazetteer) -> Description:
    """What the noun phrase around a word says: "the Turkish president", "President of Belarus", "his counterpart"."""
    sentence = tree.sentence
    role = role_phrase(tree, word, gazetteer)
    known = gazetteer.role(role) if role else None
    modifiers = [sentence.words[kid].lower() for kid in tree.kids(word, "det", "nmod:poss", "amod")]
    return Description(
        roles=frozenset(known.role.split("+")) if known else frozenset(),
        office=known.wording if known else None,
        country=place_of(tree, word, gazetteer),
        gender=known.gender if known else "",
        plural=sentence.xpos[word] in {"NNS", "NNPS"},
        own=bool({"his", "her", "their", "its"}.intersection(modifiers)),
        other="other" in modifiers or "another" in modifiers,
        of_a_body=_of_a_body(tree, word, gazetteer),
    )


def _of_a_body(tree: Tree, word: int, gazetteer: Gazetteer) -> bool:
    """Whether a noun's own modifiers name an international body ("President of the European Council", "EU chief")."""
    for kid in tree.kids(word, "nmod", "compound", "amod", "nmod:poss"):
        name = tree.name_at(kid)
        body = gazetteer.organisation(tree.wording(name[0], name[1])) if name else None
        if body and body.country is None:
            return True
    return False


def place_of(tree: Tree, word: int, gazetteer: Gazetteer) -> str | None:
    """The country that a noun's own modifiers name: "Turkish …", "Turkey's …", "… of Turkey", never further down."""
    for kid in tree.kids(word, "amod", "compound", "nmod:poss", "nmod", "nmod:desc", "appos"):
        relation = tree.relation(kid)
        if relation == "nmod" and tree.preposition(kid) not in {"of", "from", "for"}:
            continue
        if relation in {"nmod:desc", "appos"}:
            bracketed = kid > 0 and tree.sentence.words[kid - 1] == "("  # "First Last (Argentina)"
            named = tree.name_at(kid) is not None
            reader = country_code if bracketed and named else None if named else place_of
            found = reader(tree, kid, gazetteer) if reader else None
        else:
            found = country_code(tree, kid, gazetteer)
        if found:
            return found
    return None


@kept
def country_code(tree: Tree, word: int, gazetteer: Gazetteer) -> str | None:
    """The country named by a word, its named span, or its phrase ("the Republic of Turkey")."""
    name = name_span(tree, word, gazetteer)
    if name and name[2] == "ORG":
        stretches = [name[:2]]  # "Independent States" in a body's name is no country
    else:
        stretches = [*([name[:2]] if name else []), (word, word + 1), phrase(tree, word)]
    for start, end in stretches:
        match = gazetteer.country(tree.wording(start, end))
        if match:
            return match.iso3
    return None


def same_office(one: str, other: str) -> bool:
    """ "the minister" may be the foreign minister; "the president" is not the vice-president."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return long.endswith(" " + short) and not long.startswith(("deputy", "vice", "former", "assistant"))


def last_word(wording: str) -> str:
    """The last word of a name in lower case: what kind of body it is."""
    return wording.lower().split()[-1] if wording.split() else ""


NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def count_of(tree: Tree, word: int) -> int:
    """How many: "both" and "two" are two, 0 where the phrase does not count."""
    words = [tree.sentence.words[kid].lower() for kid in tree.kids(word, "nummod", "det", "det:predet")]
    return next((NUMBERS[item] for item in words if item in NUMBERS), 0)


def is_valued(tree: Tree, word: int) -> bool:
    """Whether "it" is said to be something, or is what is called something: a thing, not a body."""
    head = tree.head(word)
    minded = tree.lemma(head) in scenery()["minded"]  # "it was ready to help" is no thing
    named = tree.relation(word).startswith("nsubj") and tree.kid(head, "cop") is not None and not minded
    return named or (tree.relation(word) == "obj" and bool(tree.kids(head, "xcomp", "obl:unmarked")))


def judged_by_verb(tree: Tree, word: int) -> int:
    """Whose the "his" in "thanked X for his help", "congratulated X on his win" is: the object's; -1 elsewhere."""
    noun, words = tree.head(word), scenery()
    if tree.relation(word) != "nmod:poss" or tree.preposition(noun) not in words["judged_for"]:
        return -1
    verb = tree.head(noun)
    if tree.relation(noun).startswith("nmod") and tree.relation(verb) == "obj":
        verb = tree.head(verb)
    person = tree.kid(verb, "obj") if verb >= 0 and tree.lemma(verb) in words["judging_verbs"] else None
    return -1 if person is None or person > noun else person


def is_of_officials(lemma: str, gazetteer: Gazetteer) -> bool:
    """Whether a noun is for those who govern: "the authorities", "the government"."""
    known = gazetteer.group_noun(lemma)
    return known is not None and known.of == "officials"


def is_definite(tree: Tree, word: int) -> bool:
    """Whether a noun phrase is of somebody in particular, by its determiner."""
    words = {tree.sentence.words[kid].lower() for kid in tree.kids(word, "det")}
    return not words & {"a", "an", "another", "some", "any", "no"}


def introduces(tree: Tree, word: int) -> bool:
    """Whether a noun phrase speaks of somebody for the first time: "a council", "another council", "his supporters"."""
    owned = tree.sentence.xpos[word] == "NNS" and any(
        tree.sentence.upos[kid] == "PRON" for kid in tree.kids(word, "nmod:poss")
    )
    first = any(tree.sentence.words[kid].lower() in {"a", "an", "another"} for kid in tree.kids(word, "det"))
    return owned or first or is_bare_plural(tree, word)


def is_bare_plural(tree: Tree, word: int) -> bool:
    """Whether a plural is told by a quality alone: "foreign leaders", "other parties" are none in particular."""
    plural = tree.sentence.xpos[word] == "NNS"
    return plural and bool(tree.kids(word, "amod")) and not tree.kids(word, "det", "det:predet", "nummod", "nmod:poss")


def told_apart_by(tree: Tree, word: int) -> frozenset[str]:
    """The names that tell a noun from others of its kind, as words: "the mission of the OSCE", "the SCO mission"."""
    kids = [
        kid
        for kid in tree.kids(word, "amod", "compound", "nmod", "nmod:poss")
        if tree.relation(kid) != "nmod" or tree.preposition(kid) in {"of", "from", "for"}
    ]
    names = [name for kid in kids if (name := tree.name_at(kid))]
    return frozenset(fold(tree.sentence.words[at]) for start, end, *_ in names for at in range(start, end))


def is_told_apart(marks: frozenset[str], country: str | None, actor: Actor) -> bool:
    """Whether an unnamed body or group cannot be the one that these names mark: nothing says that it is theirs."""
    if not marks or actor.named or actor.kind not in {"organization", "group"}:
        return False
    if country and country == actor.country:
        return False
    known = (
        fold(word).removesuffix("'s").removesuffix("’s")
        for one in (*actor.names, *actor.phrases)
        for word in one.split()
    )
    return marks.isdisjoint(known)


def is_another(tree: Tree, word: int, country: str | None, actor: Actor) -> bool:
    """Whether a body of a kind is not this one of the kind: "the election commission", the European Commission."""
    if country and country != actor.country:
        return True
    kinds = {fold(tree.sentence.words[kid]) for kid in tree.kids(word, "compound")}
    known = {fold(item) for name in actor.names for item in name.split()}
    return (bool(kinds) and kinds.isdisjoint(known)) or is_told_apart(told_apart_by(tree, word), country, actor)


LEADERS = frozenset({"head_of_state", "head_of_government", "leader", "royal"})
_TOPS = {"leader": LEADERS, "head_of_state": LEADERS, "head_of_government": LEADERS}


def tops(roles: Iterable[str]) -> frozenset[str]:
    """The roles that one of these may be called by: a leader is a head of state or of government."""
    return frozenset(top for role in roles for top in _TOPS.get(role, (role,)))
