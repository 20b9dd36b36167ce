"""What part a figure is of: the place it is told for, or the earlier election, where its own sentence names them."""

from __future__ import annotations

from onrecord.data import Gazetteer
from onrecord.find.measures import Layout, Place
from onrecord.find.standing import bygone_vote
from onrecord.nouns import mention_at
from onrecord.tree import Tree
from onrecord.types import Mention

REACH = 25
_YEARS = range(1900, 2100)
_IN = frozenset({"in", "at", "across", "for", "of"})


def scope_of(layout: Layout, place: Place, gazetteer: Gazetteer) -> Mention | None:
    """The nearest year other than the article's own, else earlier votes, else the nearest place that it is told for."""
    tree = layout.tree(place)
    words = range(max(0, place.start - REACH), min(len(tree.sentence.words), place.end + REACH))
    near = sorted((word for word in words if not place.start <= word < place.end), key=lambda w: abs(w - place.start))
    published = (layout.scene.parsed.article.published or "")[:4]
    year = next((word for word in near if _is_year(tree, word) and tree.sentence.words[word] != published), None)
    if year is not None:
        return Mention(tree.span(year, year + 1), "thing", tree.wording(year, year + 1))
    before = bygone_vote(tree)
    if before is not None:
        return mention_at(tree, before, gazetteer)
    where = next((word for word in near if _is_region(tree, place, word)), None)
    return mention_at(tree, where, gazetteer) if where is not None else None


def _is_year(tree: Tree, word: int) -> bool:
    """ "in 2018", "the 2018 election": a year that the figure can be of."""
    written = tree.sentence.words[word]
    if not (len(written) == 4 and written.isascii() and written.isdigit() and int(written) in _YEARS):
        return False
    dated = {kid for kid in tree.children[word] if tree.sentence.upos[kid] in {"NUM", "PROPN"}}
    head = tree.head(word)
    return not dated and not (head >= 0 and tree.sentence.upos[head] == "PROPN")


def _is_region(tree: Tree, place: Place, word: int) -> bool:
    """Whether a name of a place hangs with "in" on the figure, on its noun or on its verb."""
    name = tree.name_at(word)
    if name is None or name[2] != "LOC" or tree.preposition(word) not in _IN:
        return False
    return tree.head(word) in {place.top, place.noun, place.verb, tree.head(place.top)} and tree.head(word) >= 0
