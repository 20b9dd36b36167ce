"""Who an article names together ("A and B"), and whom its groups are ("six candidates: A, B …")."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from onrecord.data import Gazetteer
from onrecord.nouns import noun_kind
from onrecord.resolve.cast import Actor, describe
from onrecord.tree import Tree
from onrecord.types import MentionKind

Place = tuple[int, int]
_NAMED_TOGETHER = ("person", "state", "organization")
_REACH = 6  # sentences


class Groups:
    """The lists of one article, kept in reading order while it is read."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.together: list[tuple[int, tuple[Actor, ...]]] = []
        self.lists: dict[str, tuple[Actor, ...]] = {}

    def note(self, index: int, tree: Tree, at: Mapping[Place, tuple[Actor, ...]]) -> None:
        """Takes in one sentence whose actors are known, by place."""
        for word in range(len(tree.sentence.words)):
            if tree.kid(word, "conj") is not None and tree.relation(word) != "conj":
                found = _distinct(at.get((index, item), ()) for item in tree.conjuncts(word))
                if len({actor.kind for actor in found}) == 1 and found[0].kind in _NAMED_TOGETHER:
                    self._take(index, tree, found, tree.kids(word, "nmod:desc", "compound"))
        if ":" in tree.sentence.words:
            colon = tree.sentence.words.index(":")
            names = [name for name in tree.sentence.names if name.start > colon and name.kind == "PER"]
            found = _distinct(at.get((index, tree.top_of(name.start, name.end)), ()) for name in names)
            self._take(index, tree, found, range(colon))

    def _take(self, index: int, tree: Tree, members: tuple[Actor, ...], nouns: Iterable[int]) -> None:
        if len(members) < 2:
            return
        self.together.append((index, members))
        for noun in nouns:
            if tree.sentence.xpos[noun] in {"NNS", "NNPS"} and noun_kind(tree, noun, self.gazetteer) == "group":
                self.lists[tree.lemma(noun)] = members
                for actor in members:
                    actor.roles |= describe(tree, noun, self.gazetteer).roles

    def last(self, index: int, count: int, kind: MentionKind) -> tuple[Actor, ...]:
        """The last so many of a kind that were named together, empty where none are near."""
        for at, members in reversed(self.together):
            if len(members) == count and index - at <= _REACH and members[0].kind == kind:
                return members
        return ()

    def latest(self, index: int, without: Collection[Actor]) -> tuple[int, tuple[Actor, ...]] | None:
        """The latest named together that can be "they" and hold none of ``without``, with their sentence.

        States can where they act: "attacks on A and B" is about no one who could be spoken of as acting.
        """
        near = (item for item in reversed(self.together) if index - item[0] <= _REACH and _act(*item))
        return next((item for item in near if not set(without).intersection(item[1])), None)

    def holds(self, actor: Actor, index: int) -> bool:
        """Whether a sentence names the actor as one of several."""
        return any(at == index and actor in members for at, members in self.together)


def _act(index: int, members: tuple[Actor, ...]) -> bool:
    if members[0].kind not in {"state", "place"}:
        return True
    return any(subject for member in members for at, _, subject in member.seen if at == index)


def _distinct(groups: Iterable[tuple[Actor, ...]]) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(actor for group in groups for actor in group))
