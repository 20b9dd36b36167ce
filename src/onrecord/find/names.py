"""Nouns into mentions of a claim: one each, or several where a plural office is shared out."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.data import Gazetteer
from onrecord.find.clauses import opened
from onrecord.find.grammar import grammar
from onrecord.nouns import mention_at, role_phrase
from onrecord.tree import Tree
from onrecord.types import Mention

_ONE_EACH = frozenset(
    {"head_of_state", "head_of_government", "leader", "royal", "minister", "foreign_minister", "defence_minister"}
    | {"diplomat", "deputy_head_of_state", "deputy_head_of_government"}
)


def mentions_at(tree: Tree, word: int, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The mentions a noun stands for; several where a plural office is shared out ("the leaders of A, B and C")."""
    word = _called(tree, word)
    owner = _owner_before(tree, word)
    if owner is not None:
        return tuple(mention for item in opened(tree, owner) for mention in mentions_at(tree, item, gazetteer))
    return tuple(_shared_out(tree, word, gazetteer)) or (mention_at(tree, word, gazetteer),)


def _called(tree: Tree, word: int) -> int:
    """ "what it called a fraud": the fraud."""
    if tree.sentence.upos[word] == "PRON" and tree.lemma(word) == "what":
        for clause in tree.kids(word, "acl:relcl"):
            if tree.lemma(clause) in grammar()["naming"]:
                return next(iter(tree.kids(clause, "obj", "xcomp")), word)
    return word


def _owner_before(tree: Tree, word: int) -> int | None:
    """ "the OSCE, whose observers …": the OSCE, whose act it is."""
    if not any(tree.sentence.words[kid].lower() == "whose" for kid in tree.kids(word, "nmod:poss")):
        return None
    clause = next((item for item in (word, *tree.ancestors(word)) if tree.relation(item) == "acl:relcl"), None)
    return tree.head(clause) if clause is not None and tree.head(clause) < word else None


def _shared_out(tree: Tree, word: int, gazetteer: Gazetteer) -> Iterator[Mention]:
    """One mention for each country that shares a plural office, its span the country's own words."""
    if tree.sentence.xpos[word] not in {"NNS", "NNPS"}:
        return
    role = role_phrase(tree, word, gazetteer)
    if role is None:
        return
    known = gazetteer.role(role)
    if known is None or not _ONE_EACH.intersection(known.role.split("+")):
        return
    owners = list(_owners(tree, word, gazetteer))
    if len(owners) > 1:
        for owner in owners:
            if owner.kind in {"person", "group", "organization"}:
                yield owner  # "the presidents of A and B, and the king of C"
            else:
                name = f"{known.wording} of {_country_name(owner, gazetteer)}"
                yield Mention(owner.span, "person", owner.wording, name)


def _owners(tree: Tree, word: int, gazetteer: Gazetteer) -> Iterator[Mention]:
    """The countries that share a plural office: "of A, B and C", "the A and B presidents"."""
    for kid in tree.kids(word, "nmod", "amod", "compound", "nmod:poss"):
        relation = tree.relation(kid)
        if relation == "nmod" and tree.preposition(kid) not in {"of", "from"}:
            continue
        for owner in opened(tree, kid):
            holder = _holder(tree, owner, gazetteer)
            mention = holder or mention_at(tree, owner, gazetteer)
            if (
                holder
                or gazetteer.country(mention.wording)
                or (owner != kid and mention.kind in {"person", "organization"})
            ):
                yield mention


def _holder(tree: Tree, country: int, gazetteer: Gazetteer) -> Mention | None:
    """ "the presidents of Argentina (First Last) and Chile": the person in brackets."""
    for kid in tree.kids(country, "appos"):
        mention = mention_at(tree, kid, gazetteer)
        if mention.kind == "person" and tree.sentence.words[kid - 1] == "(":
            return mention
    return None


def _country_name(mention: Mention, gazetteer: Gazetteer) -> str:
    match = gazetteer.country(mention.wording)
    return match.name if match else mention.wording
