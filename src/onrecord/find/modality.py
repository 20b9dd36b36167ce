"""Whether an act is denied, still to come, or left open: auxiliaries, adverbs, marks and governing words."""

from __future__ import annotations

from onrecord.find.grammar import grammar
from onrecord.tree import Tree
from onrecord.types import Modality, Polarity


def _negated(tree: Tree, word: int) -> bool:
    negators = grammar()["negators"]
    near = [
        *tree.kids(word, "advmod", "det", "cc:preconj", "cc", "mark", "case", "aux"),
        *_subject_determiners(tree, word),
    ]
    if tree.relation(word) == "nmod":  # "no word of congratulation"
        near += tree.kids(tree.head(word), "det")
    near += [kid for item in tree.kids(word, "obj") for kid in tree.kids(item, "det") if tree.lemma(kid) == "no"]
    return any(tree.lemma(kid) in negators or tree.sentence.words[kid].lower() in negators for kid in near)


def _subject_determiners(tree: Tree, word: int) -> list[int]:
    """ "No country congratulated", "None of them congratulated": the subject denies the act."""
    subjects = tree.kids(word, "nsubj")
    return [*(kid for item in subjects for kid in tree.kids(item, "det", "cc:preconj", "advmod")), *subjects]


def _governors(tree: Tree, word: int) -> list[int]:
    """The verbs, adjectives and nouns that an infinitive, gerund or complement hangs on, nearest first."""
    found: list[int] = []
    while True:
        relation, head = tree.relation(word).split(":")[0], tree.head(word)
        if head < 0 or _beside(tree, word):
            return found
        if relation == "conj" and tree.kid(word, "nsubj") is None and not tree.kids(word, "aux"):
            word = head
            continue
        if relation in {"xcomp", "acl", "advcl"} and tree.sentence.xpos[word] in {"VB", "VBG", "VBN"}:
            found.append(head)
            word = past_adverbs(tree, head)
            continue
        return found


def past_adverbs(tree: Tree, word: int) -> int:
    """The word itself, or what an adverb stands with: in "stopped short of congratulating", "stopped" for "short"."""
    while tree.head(word) >= 0 and (tree.sentence.upos[word] == "ADV" or tree.relation(word) == "advmod"):
        word = tree.head(word)
    return word


def _beside(tree: Tree, word: int) -> bool:
    """A participle that only goes along: who "refused to concede, accusing X" did accuse."""
    relation = tree.relation(word)
    if tree.sentence.xpos[word] != "VBG":
        return False
    if relation == "conj":
        return tree.sentence.xpos[tree.head(word)] == "VB"
    return relation == "advcl" and not tree.kids(word, "mark") and tree.sentence.words[word - 1] == ","


def colour(tree: Tree, word: int) -> tuple[Polarity, Modality, bool]:
    """Polarity, modality and openness of a predicate, from its auxiliaries, adverbs, marks and governors."""
    words = grammar()
    negative = _negated(tree, word)
    helpers = {tree.sentence.words[kid].lower() for kid in tree.kids(word, "aux")}
    future = words["planned_auxiliaries"] | words["future_in_past"]
    if tree.sentence.xpos[word] in {"VBN", "VBD"}:
        future = future - {"'d", "’d"}  # "who'd criticised": had
    planned = bool(helpers & future)
    is_open = bool(helpers & words["open_auxiliaries"]) or _conditional(tree, word)
    purpose = tree.relation(word) == "advcl" and _marked(tree, word, "to")
    if purpose and not _carried_out(tree, tree.head(word)):
        is_open = True
    planned = planned or _is_to(tree, word)
    for governor in _governors(tree, word):
        lemma = tree.lemma(governor)
        infinitive = purpose or _marked(tree, word, "to") or tree.relation(word) == "xcomp"
        helpers = {tree.sentence.words[kid].lower() for kid in tree.kids(governor, "aux")}
        if lemma in words["negative_governors"] | words["negative_nouns"]:
            negative = not _negated(tree, governor)
        elif infinitive and lemma in words["planned_governors"] | words["planned_nouns"]:
            planned, negative = True, negative or _negated(tree, governor)
            is_open = is_open or any(tree.lemma(kid) == "any" for kid in tree.kids(governor, "det"))
        elif infinitive and lemma in words["open_governors"] and not _rung(tree, governor):
            is_open = True
        elif (
            lemma in {"have", "remain"}
            and any(tree.lemma(kid) in {"yet", "still"} for kid in tree.kids(governor, "advmod"))
        ) or ((tree.relation(word) == "xcomp" or purpose) and _negated(tree, governor)):
            negative = True
        if tree.relation(word) == "xcomp" or purpose:
            planned = planned or bool(helpers & words["planned_auxiliaries"])
    planned = planned or _marked(tree, word, "due")
    if _denied(tree, word):
        negative = not negative
    return "negative" if negative else "positive", "planned" if planned else "asserted", is_open


def _is_to(tree: Tree, word: int) -> bool:
    """ "is to meet", "was to have met": arranged, and no more."""
    helpers = tree.kids(word, "aux", "cop")
    return _marked(tree, word, "to") and any(tree.lemma(kid) == "be" and kid < word for kid in helpers)


def _rung(tree: Tree, governor: int) -> bool:
    """ "called X to thank him" is no wish that somebody thank, as "called on X to thank him" is."""
    return tree.lemma(governor) in grammar()["motion"] and tree.kid(governor, "obj") is not None


def _denied(tree: Tree, word: int) -> bool:
    """ "denied that", "denied reports that", "reports that … are false", "it is not true that"."""
    words, head, relation = grammar(), tree.head(word), tree.relation(word)
    if relation in {"acl", "acl:relcl"} and _marked(tree, word, "that") and tree.lemma(head) in words["reports"]:
        return _false(tree, tree.head(head)) or (
            tree.relation(head) in {"obj", "nsubj:pass"} and tree.lemma(tree.head(head)) in words["denying"]
        )
    return relation in {"ccomp", "csubj"} and (tree.lemma(head) in {"deny", "refute"} or _false(tree, head))


def _false(tree: Tree, predicate: int) -> bool:
    """Whether a predicate says that something is not so."""
    if predicate < 0 or tree.kid(predicate, "cop") is None:
        return False
    lemma = tree.lemma(predicate)
    return lemma in grammar()["untrue"] or (lemma in {"true", "correct", "case"} and _negated(tree, predicate))


def _carried_out(tree: Tree, governor: int) -> bool:
    """Whether an infinitive of purpose tells of the act itself: "went to congratulate", "was quick to congratulate"."""
    words = grammar()
    return (
        tree.sentence.upos[governor] == "ADJ" or tree.lemma(governor) in words["motion"] or is_ordinal(tree, governor)
    )


def is_ordinal(tree: Tree, noun: int) -> bool:
    """ "the first", "one of the first leaders": who is meant stands elsewhere."""
    ordinals = grammar()["ordinal_heads"]
    return tree.lemma(noun) in ordinals or any(tree.lemma(kid) in ordinals for kid in tree.kids(noun, "amod"))


def _marked(tree: Tree, word: int, mark: str) -> bool:
    return any(tree.lemma(kid) == mark for kid in tree.kids(word, "mark"))


def _conditional(tree: Tree, word: int) -> bool:
    marks = grammar()["conditional_marks"]
    above = [word, *(head for head in tree.ancestors(word))][:4]
    return any(tree.lemma(kid) in marks for item in above for kid in tree.kids(item, "mark") if kid < word)
