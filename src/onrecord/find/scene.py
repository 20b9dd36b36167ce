"""What reading one article's events needs at hand: its trees, its quotations, the lexicon and the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.data import Gazetteer
from onrecord.find.attribution import Quotation, RuledSpeakers
from onrecord.find.indirect import indirect_speech
from onrecord.find.lexicon import Lexicon, load_lexicon
from onrecord.find.quotations import find_quotations, marked_within
from onrecord.text import place_of, stable_id
from onrecord.tree import Tree
from onrecord.types import Claim, Parsed, Role, Speech

BY = "rules/1"


def read_scene(parsed: Parsed, gazetteer: Gazetteer) -> Scene:
    """What reading the article's events needs at hand."""
    trees = tuple(Tree(sentence, parsed.article.text) for sentence in parsed.sentences)
    quotations = find_quotations(parsed.article, trees, gazetteer)
    return Scene(parsed, trees, gazetteer, load_lexicon(), quotations, _themes(trees, load_lexicon()))


def quoted(scene: Scene) -> list[Claim]:
    """The quotations in marks and turns as claims."""
    return [scene.said(quotation) for quotation in scene.quotations]


def reported(scene: Scene) -> list[Claim]:
    """What somebody is said to have said in the outlet's own words, as claims."""
    article = scene.parsed.article
    spans = marked_within(article, scene.quotations)
    rules = RuledSpeakers(article, scene.trees, scene.gazetteer, spans)
    return [scene.said(quotation) for quotation in indirect_speech(rules)]


_LEAD = 3


def _themes(trees: tuple[Tree, ...], lexicon: Lexicon) -> frozenset[str]:
    """The actions whose own words stand in the title or the first sentences."""
    lead = {word for tree in trees[:_LEAD] for word in (*tree.sentence.lemmas, *map(str.lower, tree.sentence.words))}
    with_theme = {frame.action for frame in lexicon.frames if frame.theme}
    return frozenset(
        frame.action
        for frame in lexicon.frames
        if frame.action in with_theme
        and not frame.theme
        and not frame.object_with  # a message is on no theme by itself
        and lead & ((frame.verbs if not frame.object else frame.object) | frame.nouns & frame.object)
    )


@dataclass(frozen=True, slots=True)
class Scene:
    """What reading one article's events needs at hand."""

    parsed: Parsed
    trees: tuple[Tree, ...]
    gazetteer: Gazetteer
    lexicon: Lexicon
    quotations: tuple[Quotation, ...]
    themes: frozenset[str]

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation that an offset of the text stands in."""
        at = self.quotation_number(offset)
        return self.quotations[at] if at >= 0 else None

    def quotation_number(self, offset: int) -> int:
        """The place in ``quotations`` of the one that an offset of the text stands in, -1 for none."""
        return place_of(offset, self.quotations, lambda quotation: quotation.span)

    def said(self, quotation: Quotation) -> Claim:
        """A quotation as a claim, without a speaker while nobody is known to say it."""
        roles = [Role("speaker", quotation.speaker)] if quotation.speaker else []
        if quotation.addressee:
            roles.append(Role("addressee", quotation.addressee))
        article = self.parsed.article.id
        return Claim(
            id=stable_id(article, "quotation", quotation.span.start, quotation.span.end),
            article_id=article,
            kind="quotation",
            action="SAY",
            roles=tuple(roles),
            evidence=(quotation.span,),
            trigger=quotation.cue or quotation.span,
            by=BY,
            rule="SAY/indirect" if quotation.form == "indirect" else "SAY/quotation",
            speech=Speech(quotation.form, quotation.repaired),
        )
