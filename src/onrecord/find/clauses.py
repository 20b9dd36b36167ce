"""Syntax into clauses: predicate, agent, arguments, polarity, modality, and who reports it.

The one room that knows constructions: passive, relative, participial and control clauses, co-ordination, apposition,
copular inversion ("Among the countries that congratulated X were A and B"), lists, negation, modality and reported
speech. It gives word positions; what a predicate means is the lexicon's business. Dependency labels follow Universal
Dependencies v2 for English (de Marneffe et al. 2021, Computational Linguistics 47(2)); trees come from a parser that
errs, so every walk is bounded by the tree and two of its known slips are mended here (see ``_is_passive``).
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.find.grammar import grammar
from onrecord.find.modality import colour, is_ordinal, past_adverbs
from onrecord.tree import Tree
from onrecord.types import Modality, Polarity


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate with what stands around it; positions are words of one sentence.

    ``slots`` pairs a slot name with the words that fill it, lists opened out: ``agent``, ``obj``, ``iobj``, ``clause``
    (the head of a complement clause), ``subject`` (of a copular predicate), ``poss``, or a preposition ("to", "with").
    ``open`` is true where the text leaves open whether the act happens ("may", "if", "asked him to").
    """

    predicate: int
    slots: tuple[tuple[str, tuple[int, ...]], ...]
    construction: str
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    open: bool = False
    reporters: tuple[int, ...] = ()

    def slot(self, name: str) -> tuple[int, ...]:
        """The words in a slot, empty where nothing fills it."""
        return next((words for slot, words in self.slots if slot == name), ())


# --- lists and groups -------------------------------------------------------------------------------------------


def opened(tree: Tree, word: int) -> tuple[int, ...]:
    """The members a noun stands for: its conjuncts, or the list a group noun is given ("members, namely A and B")."""
    found: list[int] = []
    for item in tree.conjuncts(word):
        if item != word and (clause_begun(tree, item) is not None or _describes_name_before(tree, item)):
            continue
        found.extend(_listed(tree, item) or _named_by_apposition(tree, item) or [item])
    return tuple(dict.fromkeys(found))


def _describes_name_before(tree: Tree, noun: int) -> bool:
    """ "A, candidate of X, and independent candidates B and C": what describes a name is no member of the list."""
    after = tree.name_at(noun + 1) if noun + 1 < len(tree.sentence.words) else None
    if tree.sentence.xpos[noun] == "NNS" and after is not None and after[2] == "PER":
        return True
    if tree.sentence.xpos[noun] != "NN" or tree.kid(noun, "cc", "det") is not None:
        return False
    first, _ = tree.extent(noun, without=("punct", "cc"))
    named = tree.name_at(first - 2) if first >= 2 and tree.sentence.words[first - 1] == "," else None
    return named is not None and named[2] == "PER"


def clause_begun(tree: Tree, noun: int) -> int | None:
    """The later verb whose subject a noun is, though the parser joined it to the noun before.

    In "A congratulated B, and C, head of D, congratulated him" C is no second object: its "and" is the second verb's,
    or a comma stands before it although the list has two members only.
    """
    if tree.relation(noun) != "conj":
        return None
    before = tree.extent(noun, without=("cc", "punct"))[0] - 1
    if before < 1 or tree.relation(before) != "cc":
        return None
    first = tree.head(noun)
    two = len(tree.kids(first, "conj")) == 1 and tree.sentence.words[before - 1] == ","
    for verb in range(noun + 1, len(tree.sentence.words)):
        free = tree.sentence.upos[verb] == "VERB" and tree.kid(verb, "nsubj") is None and tree.relation(verb) == "conj"
        if free and (tree.head(before) == verb or (two and tree.head(verb) in tree.ancestors(first))):
            return verb
    return None


def _listed(tree: Tree, word: int) -> list[int]:
    """The members named after a plural group noun, by apposition, "such as", "including", or a copula."""
    if tree.sentence.xpos[word] not in {"NNS", "NNPS", "DT", "CD", "NN", "JJ"}:
        return []
    named = [kid for kid in tree.kids(word, "appos", "parataxis", "dep") if _is_name(tree, kid)]
    marks = grammar()["listing_prepositions"] - {"from"}
    named += [kid for kid in tree.kids(word, "nmod", "obl") if tree.preposition(kid) in marks]
    members = [item for kid in named for item in _those_of(tree, kid) or tree.conjuncts(kid)] or _equated(tree, word)
    plural = tree.sentence.xpos[word] in {"NNS", "NNPS", "DT", "CD"}
    return members if plural or len(members) == 1 else []


def _those_of(tree: Tree, word: int) -> list[int]:
    """ "leaders, including those of A, B and C": A, B and C."""
    if tree.sentence.words[word].lower() != "those":
        return []
    return [item for kid in tree.kids(word, "nmod") if tree.preposition(kid) == "of" for item in tree.conjuncts(kid)]


def _named_by_apposition(tree: Tree, word: int) -> list[int]:
    """ "the president, First Last" is First Last."""
    if tree.sentence.upos[word] == "PRON" or (tree.sentence.upos[word] == "PROPN" and tree.name_at(word)):
        return []
    heads = [word, *tree.kids(word, "amod", "compound", "flat")]
    return [kid for head in heads for kid in tree.kids(head, "appos") if _is_name(tree, kid)]


def _equated(tree: Tree, word: int) -> list[int]:
    """The members a copula or "include" gives a group noun ("Among the countries that … were A, B and C")."""
    head, relation = tree.head(word), tree.relation(word)
    if tree.kid(word, "cop") is not None:
        subject = tree.kid(word, "nsubj")
        return tree.conjuncts(subject) if subject is not None and _is_name(tree, subject) else []
    if head < 0:
        return []
    among = relation == "obl" and tree.preposition(word) == "among"
    named = _is_name(tree, head) or (among and tree.sentence.upos[head] == "NOUN")
    if (among or relation.startswith("nsubj")) and tree.kid(head, "cop") is not None and named:
        return tree.conjuncts(head)
    if among and (subject := tree.kid(head, "nsubj")) is not None and _is_name(tree, subject):
        return tree.conjuncts(subject)
    if relation == "nsubj" and tree.lemma(head) in grammar()["inclusion_verbs"]:
        return [item for kid in tree.kids(head, "obj") for item in tree.conjuncts(kid)]
    return []


def _is_name(tree: Tree, word: int) -> bool:
    return tree.sentence.upos[word] == "PROPN" or tree.name_at(word) is not None


# --- subjects ---------------------------------------------------------------------------------------------------


def _is_passive(tree: Tree, verb: int) -> bool:
    """Whether the verb is passive. "have congratulated" is not, though the parser sometimes says so."""
    auxiliaries = {tree.lemma(kid) for kid in tree.kids(verb, "aux")}
    if "have" in auxiliaries and not auxiliaries & {"be", "get"}:
        return False
    if tree.kids(verb, "aux:pass", "nsubj:pass"):
        return tree.sentence.xpos[verb] in {"VBN", "VBD", "VB", "JJ"}
    bare = tree.sentence.xpos[verb] == "VBN" and not auxiliaries and tree.kid(verb, "nsubj") is None
    if tree.relation(verb) == "acl":
        return bare  # "a student called X": X is no object, whatever the parser says
    return bare and tree.relation(verb).split(":")[0] in {"advcl", "conj"} and not tree.kids(verb, "obj")


def subject(tree: Tree, verb: int, depth: int = 0) -> tuple[tuple[int, ...], str]:
    """Who the verb is said of on the surface, and by which construction; empty where the sentence does not tell."""
    own = [kid for kid in tree.kids(verb, "nsubj") if not _is_relative(tree, kid)]
    if own:
        return opened(tree, own[-1]), "subject"
    if depth > 12:
        return (), "none"
    begun = [noun for noun in range(verb) if tree.relation(noun) == "conj" and clause_begun(tree, noun) == verb]
    if begun:
        return opened(tree, begun[0]), "second clause"
    relation, head = tree.relation(verb), tree.head(verb)
    if head < 0:
        return (), "none"
    if relation == "acl:relcl":
        found = _antecedent(tree, head, depth)
        # "A, who praised the vote, and B": A alone.
        return tuple(word for word in found if word < verb) if head in found else found, "relative"
    finder = _BORROWED.get(relation.split(":")[0])
    return finder(tree, verb, head, depth) if finder else ((), "none")


def _is_relative(tree: Tree, word: int) -> bool:
    return tree.sentence.xpos[word] in {"WP", "WDT"} and tree.lemma(word) in grammar()["relative_pronouns"]


def _antecedent(tree: Tree, noun: int, depth: int) -> tuple[int, ...]:
    """What a relative clause or infinitive hangs on; "one of the first who …" is whoever that one is."""
    if is_ordinal(tree, noun) or tree.kid(noun, "cop") is not None:
        above, _ = _predicated(tree, noun, depth + 1)
        if above:
            return above
    return opened(tree, noun)


def _predicated(tree: Tree, noun: int, depth: int) -> tuple[tuple[int, ...], str]:
    """Whom a predicate noun is said of: the copula's subject, the noun it is set beside, the clause's subject."""
    while depth < 12:
        own = tree.kid(noun, "nsubj")
        if own is not None and not _is_relative(tree, own):
            return opened(tree, own), "copula"
        if own is not None and tree.relation(noun) == "acl:relcl":
            return _antecedent(tree, tree.head(noun), depth + 1), "copula"
        relation, head = tree.relation(noun).split(":")[0], tree.head(noun)
        if head < 0:
            return (), "none"
        if relation == "appos":
            return opened(tree, head), "apposition"
        if relation in {"advcl", "xcomp", "obl", "ccomp"}:
            return subject(tree, head, depth + 1)
        if relation not in {"nmod", "conj"} and not is_ordinal(tree, noun):
            return (), "none"
        noun, depth = head, depth + 1
    return (), "none"


def _from_conjunct(tree: Tree, verb: int, head: int, depth: int) -> tuple[tuple[int, ...], str]:
    if tree.sentence.upos[head] in {"VERB", "AUX", "ADJ"} or tree.kid(head, "nsubj") is not None:
        return subject(tree, head, depth + 1)
    return (), "none"


def _from_control(tree: Tree, verb: int, head: int, depth: int) -> tuple[tuple[int, ...], str]:
    """ "X asked Y to V": Y; "X promised Y to V", "X refused to V": X; "X called on Y to V": Y."""
    if tree.lemma(head) not in grammar()["subject_control"]:
        controller = next(iter(tree.kids(head, "obj") or tree.kids(head, "iobj")), None)
        if tree.lemma(head) in grammar()["motion"]:  # who "phoned him to thank him" thanked
            controller = None
        if controller is None:
            controller = next(
                (kid for kid in tree.kids(head, "obl") if tree.preposition(kid) in {"on", "upon", "for"}), None
            )
            controller = controller if tree.lemma(head) in grammar()["open_governors"] else None
        if controller is not None and controller < verb:
            return opened(tree, controller), "object control"
    found, _ = subject(tree, head, depth + 1)
    return found, "subject control"


def _from_adverbial(tree: Tree, verb: int, head: int, depth: int) -> tuple[tuple[int, ...], str]:
    """ "Congratulating Y, X said …": X."""
    if tree.sentence.xpos[verb] not in {"VBG", "VBN", "VB"}:
        return (), "none"
    if is_ordinal(tree, head):
        return _antecedent(tree, head, depth), "infinitive"
    head = past_adverbs(tree, head)
    if _is_name(tree, head) and tree.kid(head, "cop") is not None and tree.kid(head, "nsubj") is None:
        return opened(tree, head), "inversion"  # "Also congratulating X were A and B"
    found, _ = subject(tree, head, depth + 1)
    return found, "participle"


def _from_noun(tree: Tree, verb: int, head: int, depth: int) -> tuple[tuple[int, ...], str]:
    """ "a letter congratulating Y", "the first to congratulate Y", "his decision to congratulate Y"."""
    if tree.sentence.xpos[verb] == "VBN":
        return opened(tree, head), "participle"
    owner = tree.kid(head, "nmod:poss")
    if owner is not None and tree.sentence.upos[head] == "NOUN":
        return opened(tree, owner), "possessor"
    if is_ordinal(tree, head) or tree.kid(head, "cop") is not None:
        return _antecedent(tree, head, depth), "infinitive"
    if (
        tree.sentence.upos[head] == "NOUN"
        and tree.relation(head) in {"obj", "obl"}
        and tree.sentence.xpos[head] != "NNS"
    ):
        found, _ = subject(tree, tree.head(head), depth + 1)
        return found, "noun complement"
    return opened(tree, head), "participle"


_BORROWED = {
    "conj": _from_conjunct,
    "xcomp": _from_control,
    "advcl": _from_adverbial,
    "acl": _from_noun,
    "ccomp": _from_control,
}


# --- arguments --------------------------------------------------------------------------------------------------


def _relative_object(tree: Tree, verb: int) -> tuple[int, ...]:
    """ "the winner, whom X congratulated": the winner."""
    if tree.relation(verb) != "acl:relcl" or tree.kid(verb, "nsubj") is None:
        return ()
    fronted = [kid for kid in tree.kids(verb, "obj") if _is_relative(tree, kid)]
    silent = not tree.kids(verb, "obj", "nsubj:pass") and not _is_relative(tree, tree.kids(verb, "nsubj")[0])
    return opened(tree, tree.head(verb)) if fronted or silent else ()


def _shared_object(tree: Tree, verb: int) -> tuple[int, ...]:
    """ "welcomed and praised the vote": the first verb borrows the object of the next."""
    for kid in tree.kids(verb, "conj"):
        if tree.sentence.upos[kid] == "VERB" and tree.kid(kid, "nsubj") is None:
            found = tree.kid(kid, "obj")
            if found is not None and kid - verb <= 3:
                return opened(tree, found)
    return ()


def _obliques(tree: Tree, word: int, relation: str) -> list[tuple[str, tuple[int, ...]]]:
    found = []
    for kid in tree.kids(word, relation):
        preposition = tree.preposition(kid)
        if preposition and not _is_relative(tree, kid):
            fronted = kid < word and relation == "obl"
            found.append((f"fronted {preposition}" if fronted else preposition, opened(tree, kid)))
    return found


def _verb_slots(tree: Tree, verb: int) -> tuple[list[tuple[str, tuple[int, ...]]], str]:
    said_of, construction = subject(tree, verb)
    slots: list[tuple[str, tuple[int, ...]]] = []
    objects = [kid for kid in tree.kids(verb, "obj") if not _is_relative(tree, kid)]
    if _is_passive(tree, verb):
        construction = "passive"
        slots.append(("iobj" if objects else "obj", said_of))
        by = tree.kids(verb, "obl:agent") or [kid for kid in tree.kids(verb, "obl") if tree.preposition(kid) == "by"]
        slots.append(("agent", opened(tree, by[0]) if by else ()))
    else:
        slots.append(("agent", said_of))
    slots += [("obj", opened(tree, kid)) for kid in objects]
    if not objects and construction != "passive":
        slots.append(("obj", _relative_object(tree, verb) or _shared_object(tree, verb)))
    given = [("iobj", opened(tree, kid)) for kid in tree.kids(verb, "iobj")]
    slots += given
    if given and not objects and construction != "passive":
        slots.append(("obj", given[0][1]))  # "urged the government to act", whatever the parser calls it
    slots += [("clause", (kid,)) for kid in tree.kids(verb, "ccomp", "xcomp")]
    slots += [("adverbial", (kid,)) for kid in tree.kids(verb, "advcl")]
    return slots + _obliques(tree, verb, "obl") + _obliques(tree, verb, "nmod"), construction


def _noun_slots(tree: Tree, noun: int) -> list[tuple[str, tuple[int, ...]]]:
    slots = [("poss", opened(tree, kid)) for kid in tree.kids(noun, "nmod:poss")]
    slots += [("modifier", (kid,)) for kid in tree.kids(noun, "amod", "compound")]
    named = [
        kid for kid in tree.kids(noun, "vocative", "appos", "parataxis", "dep", "list", "nsubj") if _is_name(tree, kid)
    ]
    slots += [("vocative", (kid,)) for kid in named if kid > noun]
    sent = [kid for kid in tree.kids(noun, "acl") if tree.sentence.xpos[kid] == "VBN"]  # "a letter addressed to X"
    return slots + _obliques(tree, noun, "nmod") + [slot for kid in sent for slot in _obliques(tree, kid, "obl")]


def _merged(slots: list[tuple[str, tuple[int, ...]]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    merged: dict[str, tuple[int, ...]] = {}
    for name, words in slots:
        if words:
            merged[name] = tuple(dict.fromkeys(merged.get(name, ()) + words))
    return tuple(merged.items())


# --- reported speech -------------------------------------------------------------------------------------------


def reporters(tree: Tree, word: int) -> tuple[int, ...]:
    """Who answers for the clause inside the sentence ("X said Y accused Z": X), outermost first."""
    found: list[int] = []
    for verb, _ in said_above(tree, word):
        found[:0] = [item for item in subject(tree, verb)[0] if item not in found]
    beside = said_beside(tree, word)
    according = according_to(tree, word)
    return (
        tuple(found)
        or (opened(tree, according) if according is not None else ())
        or (subject(tree, beside)[0] if beside is not None else ())
    )


def said_above(tree: Tree, word: int, verbs: frozenset[str] = frozenset()) -> tuple[tuple[int, int], ...]:
    """The verbs of saying (and of ``verbs``) above a word, nearest first, each with the head of what it reports."""
    found: list[tuple[int, int]] = []
    current = word
    for head in tree.ancestors(word):
        relation = tree.relation(current)
        said = relation in {"ccomp", "ccomp:outer"} or (relation == "parataxis" and not _apart(tree, head, current))
        if said and tree.lemma(head) in grammar()["saying"] | verbs:
            found.append((head, current))
        current = head
    return tuple(found)


def _apart(tree: Tree, one: int, other: int) -> bool:
    """Whether a semicolon parts two words: neither of two such clauses reports the other."""
    return ";" in tree.sentence.words[min(one, other) : max(one, other)]


def said_beside(tree: Tree, word: int) -> int | None:
    """ "The vote was flawed, X said": the saying verb, which hangs below what is said, where it has a subject."""
    for item in [word, *tree.ancestors(word)]:
        for kid in tree.kids(item, "parataxis"):
            says = tree.lemma(kid) in grammar()["saying"] and not _apart(tree, item, kid)
            if says and tree.kid(kid, "ccomp") is None and kid != word and subject(tree, kid)[0]:
                return kid
    return None


def according_to(tree: Tree, word: int) -> int | None:
    """ "according to X", "for X" at the head of the clause, "in the words of X": X."""
    for item in [word, *tree.ancestors(word)]:
        for kid in tree.kids(item, "obl", "nmod"):
            mark = tree.preposition(kid)
            if mark == "according to":
                return kid
            if tree.bare[kid] == "obl" and (
                mark == "in the words of" or (mark == "for" and kid == min(tree.subtree(item)))
            ):
                return kid
    return None


# --- the public readers -----------------------------------------------------------------------------------------


def verb_clause(tree: Tree, verb: int) -> Clause:
    """The clause a verb heads."""
    slots, construction = _verb_slots(tree, verb)
    polarity, modality, is_open = colour(tree, verb)
    return Clause(verb, _merged(slots), construction, polarity, modality, is_open, reporters(tree, verb))


def copular_clause(tree: Tree, predicate: int) -> Clause:
    """The clause an adjective or noun heads by a copula, or as the complement of "call", "find", "consider"."""
    said_of, construction = subject(tree, predicate)
    polarity, modality, is_open = colour(tree, predicate)
    slots = [
        ("subject", said_of),
        *_pointed_at(tree, predicate, said_of),
        *_obliques(tree, predicate, "obl"),
        *_obliques(tree, predicate, "nmod"),
    ]
    return Clause(
        predicate, _merged(slots), "copula " + construction, polarity, modality, is_open, reporters(tree, predicate)
    )


def _pointed_at(tree: Tree, predicate: int, said_of: tuple[int, ...]) -> list[tuple[str, tuple[int, ...]]]:
    """The predicate as what is spoken of, where the subject only points: "This was a sham *election*"."""
    pointing = {"this", "that", "it", "these", "those", "they"}
    points = any(tree.sentence.words[word].lower() in pointing for word in said_of)
    return [("predicate", (predicate,))] if points else []


def noun_clause(tree: Tree, noun: int) -> Clause:
    """What a noun of action brings along: possessor, prepositions, and the verb it depends on ("came from X")."""
    slots = _noun_slots(tree, noun)
    verb, relation = tree.head(noun), tree.relation(noun).split(":")[0]
    polarity, modality, is_open = colour(tree, noun)
    if verb >= 0 and relation in {"nsubj", "obj", "obl"} and tree.sentence.upos[verb] == "VERB":
        clause = verb_clause(tree, verb)
        slots += [(f"verb.{name}", words) for name, words in clause.slots]
        polarity = clause.polarity if polarity == "positive" else polarity
        if relation != "obl" and tree.lemma(verb) in grammar()["cancelling"]:
            polarity = "negative" if polarity == "positive" else "positive"
        modality, is_open = clause.modality, clause.open
    return Clause(noun, _merged(slots), "noun", polarity, modality, is_open, reporters(tree, noun))


def complements(tree: Tree, clause: Clause) -> tuple[int, ...]:
    """What the object is called: "the vote *free*", "the vote as *a farce*", however the parser hangs it."""
    plain = [w for w in clause.slot("clause") if tree.relation(w) == "xcomp" and tree.sentence.xpos[w] != "VB"]
    objects = clause.slot("obj")
    after = max(objects, default=clause.predicate)
    plain += [w for w in tree.kids(clause.predicate, "obl:unmarked", "advmod") if w > after and w - after <= 4]
    plain += [kid for word in objects for kid in tree.kids(word, "amod") if kid > word]
    plain += [kid for kid in tree.kids(clause.predicate, "advcl") if _as_what(tree, kid)]
    return (*plain, *clause.slot("as"))


def _as_what(tree: Tree, word: int) -> bool:
    marks = [tree.lemma(kid) for kid in tree.kids(word, "mark", "case") if kid < word]
    return tree.sentence.xpos[word] == "VBN" and marks == ["as"]


def refused(tree: Tree, clause: Clause) -> bool:
    """A negative that is an act ("refused to", "will not"), not the absence of one ("has not", "did not")."""
    if clause.polarity == "positive":
        return False
    verb = clause.predicate
    helpers = {tree.sentence.words[kid].lower() for kid in tree.kids(verb, "aux")}
    acts = {"does", "do", "will", "would", "can", "could", "wo", "ca", "cannot", "'ll"}
    return bool(helpers & acts) or (
        tree.relation(verb) == "xcomp" and tree.lemma(tree.head(verb)) in {"refuse", "decline"}
    )


def given(tree: Tree, verb: int, preposition: str) -> tuple[int, ...]:
    """The nouns that a preposition marks anywhere below what the verb takes: "pledged a loan in aid *to Y*"."""
    waiting = tree.kids(verb, "obj", "obl")
    found: list[int] = []
    while waiting:
        word = waiting.pop(0)
        waiting += tree.kids(word, "nmod")
        if tree.preposition(word) == preposition and tree.relation(word).startswith("nmod"):
            found += opened(tree, word)
    return tuple(dict.fromkeys(found))
