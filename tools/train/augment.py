"""Extra training sentences, seeded: other names in the treebanks' trees, generated news, capitals and typography."""

from __future__ import annotations

import csv
import random
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tools.train.treebank import Tree, bio_spans, bio_tags

MOST_LISTED = 6
MOST_DEEP = 7


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a phrase; ``head`` is a position in the phrase, -1 for the phrase's own head."""

    form: str
    xpos: str
    relation: str
    head: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words with their tree and named spans."""

    words: tuple[Word, ...]
    names: tuple[tuple[int, int, str], ...] = ()

    @property
    def head(self) -> int:
        """Where the phrase's own head stands."""
        return next(at for at, word in enumerate(self.words) if word.head < 0)


_UPOS = {
    "NNP": "PROPN", "NNPS": "PROPN", "NN": "NOUN", "NNS": "NOUN", "IN": "ADP", "DT": "DET", "CC": "CCONJ", "PRP": "PRON",
    "PRP$": "PRON", "WP": "PRON", "WDT": "PRON", "EX": "PRON", "RB": "ADV", "CD": "NUM", "MD": "AUX", "POS": "PART", "TO": "PART",
    "JJ": "ADJ", "JJS": "ADJ", "VB": "VERB", "VBD": "VERB", "VBZ": "VERB", "VBP": "VERB", "VBN": "VERB", "VBG": "VERB",
}  # fmt: skip


def universal(word: Word) -> str:
    """The universal tag that a Penn tag and a relation imply, as the treebanks have it."""
    if word.xpos.startswith("V") and word.relation in ("aux", "aux:pass", "cop"):
        return "AUX"
    if word.xpos == "NNP" and word.relation == "amod":
        return "ADJ"
    if word.xpos == "IN" and word.relation == "mark":
        return "SCONJ"
    if word.xpos == "TO":
        return "ADP" if word.relation == "case" else "PART"
    if word.form.lower() == "not":
        return "PART"
    return _UPOS.get(word.xpos, "PUNCT")


def tree_of(phrase: Phrase, number: str) -> Tree:
    """A training tree of a finished sentence."""
    words = phrase.words
    opens = [at == 0 or words[at - 1].xpos == "``" for at in range(len(words))]
    forms = [
        word.form[:1].upper() + word.form[1:] if raised else word.form for word, raised in zip(words, opens, strict=True)
    ]
    return Tree(
        id=number,
        words=tuple(forms),
        lemmas=("",) * len(words),
        upos=tuple(universal(word) for word in words),
        xpos=tuple(word.xpos for word in words),
        heads=tuple(word.head for word in words),
        relations=tuple("root" if word.head < 0 else word.relation for word in words),
        names=tuple(bio_tags(phrase.names, len(words))),
        name_weight=1.0,
    )


def join(parts: Sequence[tuple[Phrase, str, int]]) -> Phrase:
    """One phrase of several: each part with its relation and the number of the part it hangs on, -1 for the head."""
    starts = []
    at = 0
    for phrase, _, _ in parts:
        starts.append(at)
        at += len(phrase.words)
    words: list[Word] = []
    names: list[tuple[int, int, str]] = []
    for (phrase, relation, governor), start in zip(parts, starts, strict=True):
        outer = -1 if governor < 0 else starts[governor] + parts[governor][0].head
        for word in phrase.words:
            if word.head < 0:
                words.append(Word(word.form, word.xpos, relation, outer))
            else:
                words.append(Word(word.form, word.xpos, word.relation, word.head + start))
        names += [(a + start, b + start, kind) for a, b, kind in phrase.names]
    return Phrase(tuple(words), tuple(names))


def leaf(form: str, xpos: str) -> Phrase:
    """A phrase of one word."""
    return Phrase((Word(form, xpos, "", -1),))


def chain(forms: Sequence[str], kind: str) -> Phrase:
    """A flat name, headed by its first word; hyphens hang on what follows them."""
    words = [Word(forms[0], "NNP", "", -1)]
    for at, form in enumerate(forms[1:], 1):
        words.append(Word(form, "HYPH", "punct", at + 1) if form == "-" else Word(form, "NNP", "flat", 0))
    return Phrase(tuple(words), ((0, len(forms), kind),))


def split_name(name: str) -> list[str]:
    """A name's words, split at hyphens as the treebanks do."""
    return [part for part in re.split(r"\s+|(?<=\w)(-)(?=\w)", name) if part]


def _usable(name: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}", name)) and not name.isupper()


@dataclass(frozen=True, slots=True)
class Actors:
    """Names, countries, capitals and demonyms from the open tables."""

    names: tuple[str, ...]
    countries: tuple[str, ...]
    capitals: tuple[str, ...]
    demonyms: tuple[str, ...]


def _column(path: Path, column: str) -> list[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [row[column] or "" for row in csv.DictReader(lines)]


def read_actors(folder: Path) -> Actors:
    """The tables of leaders, cabinets and countries, cut down to what makes a clean name."""
    names = {name for table in ("leaders", "cabinets_2019") for name in _column(folder / f"{table}.csv", "name")}
    countries = folder / "countries.csv"
    single = re.compile(r"[A-Z][a-zé]+")
    demonyms = {demonym for cell in _column(countries, "demonyms") for demonym in cell.split("|")[:1]}
    return Actors(
        names=tuple(sorted(name for name in names if _usable(name))),
        countries=tuple(sorted({name for name in _column(countries, "name") if single.fullmatch(name)})),
        capitals=tuple(sorted({name for name in _column(countries, "capital") if single.fullmatch(name)})),
        demonyms=tuple(sorted(word for word in demonyms if single.fullmatch(word))),
    )


def surname(actors: Actors, chance: random.Random) -> Phrase:
    """The last word of a random name, where it is long enough to be a surname and not an initial."""
    while True:
        last = chance.choice(actors.names).split()[-1]
        if len(last) > 2 and not last.endswith("."):
            return chain(split_name(last), "PER")


Parts = list[tuple[str, str, str, str]]  # key, XPOS or "", relation, head's key


class Grammar:
    """The news grammar, read and ready to generate."""

    def __init__(self, path: Path, actors: Actors) -> None:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        self._short = table["short"]
        self._actors = actors
        self._rules = {name: [self._rule(text) for text in texts] for name, texts in table["phrases"].items()}
        self._verbs: dict[str, list[str]] = {}
        slots = {
            "transitive": ("vb", "vbz", "vbd", "vbn", "vbg"),
            "doing": ("do", "doz", "dod", "don", "dog"),
            "saying": ("say", "says", "said", "sayn", "saying"),
        }
        for group, names in slots.items():
            for place, name in enumerate(names):
                self._verbs[name] = [verb.split()[place] for verb in table["verbs"][group]]

    def _rule(self, text: str) -> tuple[float, str, Parts]:
        weight, kind = 1.0, ""
        fields = text.split()
        if re.fullmatch(r"\d+x", fields[0]):
            weight = float(fields.pop(0)[:-1])
        if fields[0].startswith("@"):
            kind = fields.pop(0)[1:]
        return weight, kind, [self._item(field) for field in fields]

    def _item(self, field: str) -> tuple[str, str, str, str]:
        pieces = field.split("/")
        if len(pieces) == 2 and not pieces[0].startswith("{"):
            xpos, relation = self._short[pieces[0]]
            return pieces[0], xpos, relation, pieces[1]
        if len(pieces) == 2:
            return pieces[0].split("#")[0], "", "", "0"
        if pieces[0].startswith("{") and len(pieces) == 3 and not pieces[1].isupper():
            return pieces[0].split("#")[0], "", pieces[1], pieces[2]
        if len(pieces) == 3:
            return pieces[0], pieces[1], "", "0"
        if len(pieces) == 5:  # the opening-quote tag `` stands between slashes of its own
            raise ValueError(field)
        return pieces[0], pieces[1], pieces[2], pieces[3]

    def make(self, name: str, chance: random.Random, depth: int = 0) -> Phrase:
        """A random phrase of a class."""
        rules = self._rules[name]
        if depth >= MOST_DEEP:  # the first rules of every class are its plain ones
            rules = rules[:2]
        weights = [rule[0] for rule in rules]
        _, kind, parts = chance.choices(rules, weights)[0]
        return self._expand(kind, parts, chance, depth)

    def _expand(self, kind: str, parts: Parts, chance: random.Random, depth: int) -> Phrase:
        places: dict[str, int] = {}
        for place, (key, _, _, _) in enumerate(parts):
            count = 2
            name = key
            while name in places:
                name = f"{key}#{count}"
                count += 1
            places[name] = place
        # "{vbd} who/{vbd}#2" style references name an occurrence; plain ones the first.
        joined = []
        for key, xpos, relation, head in parts:
            phrase = self._part(key, xpos, chance, depth + 1)
            joined.append((phrase, relation, -1 if head == "0" else places[head]))
        whole = join(joined)
        return replace(whole, names=((0, len(whole.words), kind),)) if kind else whole

    def _part(self, key: str, xpos: str, chance: random.Random, depth: int) -> Phrase:
        if not key.startswith("{"):
            return leaf(key, xpos)
        slot = key.strip("{}")
        if slot in self._verbs:
            return leaf(chance.choice(self._verbs[slot]), xpos)
        if slot.endswith("+"):
            return self._list(slot[:-1], chance, depth)
        return self._slot(slot, chance, depth)

    def _slot(self, slot: str, chance: random.Random, depth: int) -> Phrase:
        if slot == "name":
            return chain(split_name(chance.choice(self._actors.names)), "PER")
        if slot == "surname":
            return surname(self._actors, chance)
        if slot == "country":
            if chance.random() < 0.3:
                return self.make("several", chance, depth)
            return chain([chance.choice(self._actors.countries)], "LOC")
        if slot == "capital":
            if chance.random() < 0.35:
                return self.make("cities", chance, depth)
            return chain([chance.choice(self._actors.capitals)], "LOC")
        if slot == "demonym":
            return leaf(chance.choice(self._actors.demonyms), "JJ")
        return self.make(slot, chance, depth)

    def _list(self, slot: str, chance: random.Random, depth: int) -> Phrase:
        size = chance.choice((2, 2, 3, 3, 4, 5, MOST_LISTED)) if slot == "country" else chance.choice((2, 2, 3, 4))
        last_comma = size > 2 and chance.random() < 0.35
        parts: list[tuple[Phrase, str, int]] = [(self._slot(slot, chance, depth), "", -1)]
        for number in range(1, size):
            last = number == size - 1
            marks = [leaf(",", ",")] * (not last or last_comma) + [leaf("and", "CC")] * last
            governor = len(parts) + len(marks)
            parts += [(mark, "cc" if mark.words[0].form == "and" else "punct", governor) for mark in marks]
            parts.append((self._slot(slot, chance, depth), "conj", 0))
        return join(parts)


def replaced(tree: Tree, start: int, end: int, phrase: Phrase) -> Tree:
    """The tree with another name for the words from ``start`` to before ``end``, which must hang on one of them."""
    inside = [at for at in range(start, end) if not start <= tree.heads[at] < end]
    head, grown = inside[0], len(phrase.words) - (end - start)

    def moved(at: int) -> int:
        if at < start:
            return at
        return start + phrase.head if at < end else at + grown

    heads = [moved(at) if at >= 0 else -1 for at in tree.heads]
    middle = [
        moved(tree.heads[head]) if word.head < 0 and tree.heads[head] >= 0 else word.head + start * (word.head >= 0)
        for word in phrase.words
    ]
    relations = [tree.relations[head] if word.head < 0 else word.relation for word in phrase.words]

    def spliced(column: Sequence, new: Sequence) -> tuple:
        return (*column[:start], *new, *column[end:])

    kind = tree.names[start][2:]
    return replace(
        tree,
        words=spliced(tree.words, [word.form for word in phrase.words]),
        lemmas=spliced(tree.lemmas, [""] * len(phrase.words)),
        upos=spliced(tree.upos, [universal(word) for word in phrase.words]),
        xpos=spliced(tree.xpos, [word.xpos for word in phrase.words]),
        heads=tuple(spliced(heads, middle)),
        relations=spliced(tree.relations, relations),
        names=spliced(tree.names, bio_tags([(0, len(phrase.words), kind)], len(phrase.words))),
    )


def _whole(tree: Tree, start: int, end: int) -> bool:
    outer = [at for at in range(start, end) if not start <= tree.heads[at] < end]
    if len(outer) != 1:
        return False
    guests = [at for at, head in enumerate(tree.heads) if start <= head < end and not start <= at < end]
    inner = [at for at in range(start, end) if at != outer[0]]
    return all(tree.heads[at] == outer[0] for at in guests) and all(
        tree.relations[at] in ("flat", "punct") for at in inner
    )


def with_other_names(tree: Tree, grammar: Grammar, actors: Actors, chance: random.Random) -> Tree | None:
    """The tree with its persons and one-word places renamed; None where there is nothing to rename."""
    changed = False
    for start, end, kind in reversed(bio_spans(tree.names)):
        phrase = None
        if not _whole(tree, start, end) or tree.relations[start] in ("amod", "flat"):
            continue
        if kind == "PER" and end - start > 1:
            phrase = chain(split_name(chance.choice(actors.names)), "PER")
        elif kind == "PER" and tree.words[start][:1].isupper():
            phrase = surname(actors, chance)
        elif kind == "LOC" and end - start == 1 and tree.xpos[start] == "NNP":
            phrase = chain([chance.choice(actors.countries + actors.capitals)], "LOC")
        if phrase:
            tree, changed = replaced(tree, start, end, phrase), True
    return tree if changed else None


_SMALL = frozenset(("DET", "ADP", "CCONJ", "PART", "SCONJ"))


def upper(tree: Tree) -> Tree:
    """The sentence in capitals."""
    return replace(tree, words=tuple(word.upper() for word in tree.words))


def title(tree: Tree) -> Tree:
    """The sentence as a title: capitals but for the small words, no full stop."""
    words = [
        word if at and tag in _SMALL else word[:1].upper() + word[1:]
        for at, (word, tag) in enumerate(zip(tree.words, tree.upos, strict=True))
    ]
    return without_stop(replace(tree, words=tuple(words)))


def without_stop(tree: Tree) -> Tree:
    """The sentence without its final full stop."""
    last = len(tree.words) - 1
    if last < 1 or tree.words[last] != "." or last in tree.heads:
        return tree
    columns = ("words", "lemmas", "upos", "xpos", "heads", "relations", "names")
    return replace(tree, **{name: getattr(tree, name)[:last] for name in columns})


_CURLED = {'"': "“", "'": "’", "n't": "n’t", "'s": "’s", "--": "—", "``": "“", "''": "”"}
_STRAIGHT = {"“": '"', "”": '"', "’": "'", "‘": "'", "’s": "'s", "n’t": "n't", "—": "--", "–": "-", "…": "..."}


def other_marks(tree: Tree) -> Tree:
    """The sentence with curly marks for straight ones and straight ones for curly ones."""
    swap = _CURLED | _STRAIGHT
    return replace(tree, words=tuple(swap.get(word, word) for word in tree.words))


@dataclass(frozen=True, slots=True)
class Extra:
    """How many extra sentences of each sort an epoch gets."""

    news: int = 3000
    renamed: int = 2000
    upper: int = 500
    title: int = 500
    stopless: int = 500
    marks: int = 400


def extra_trees(trees: Sequence[Tree], grammar: Grammar, actors: Actors, seed: int, extra: Extra) -> list[Tree]:
    """An epoch's extra sentences; the same for the same seed."""
    chance = random.Random(f"augment-{seed}")
    news = [tree_of(grammar.make("sentence", chance), f"news-{seed}-{at}") for at in range(extra.news)]
    news = [tree for tree in news if len(tree.words) <= 70]
    named = [tree for tree in trees if tree.name_weight and any(tag != "O" for tag in tree.names)]
    drawn = chance.sample(named, min(extra.renamed, len(named)))
    renamed = [other for tree in drawn if (other := with_other_names(tree, grammar, actors, chance))]
    pool = [*trees, *news]

    def copies(change: Callable[[Tree], Tree], count: int) -> list[Tree]:
        return [change(tree) for tree in chance.sample(pool, count)]

    cased = copies(upper, extra.upper) + copies(title, extra.title)
    typed = copies(without_stop, extra.stopless) + copies(other_marks, extra.marks)
    return [*news, *renamed, *cased, *typed]
