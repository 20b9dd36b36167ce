"""All parts of the report, made in the order in which the page shows them."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.show.report import figures as numbers
from onrecord.show.report import timeline as times
from onrecord.show.report.coverage import coverage
from onrecord.show.report.deeds import Deeds
from onrecord.show.report.edtf import in_words
from onrecord.show.report.lead import lead
from onrecord.show.report.material import Material
from onrecord.show.report.model import Report
from onrecord.show.report.reactions import blocs, map_of, reactions
from onrecord.show.report.sources import sources, unplaced
from onrecord.show.report.voices import speakers
from onrecord.show.report.words import Words

MOST_OTHERS = 30


def built(material: Material) -> Report:
    """The report of one story."""
    story, words = material.story, Words(material)
    deeds = Deeds(material, words)
    words.section = "The story"
    opening = lead(material, words)
    words.section = "Reactions"
    reacted = reactions(material, deeds)
    words.section = "Acts"
    acts = deeds.acts()
    words.section = "Timeline"
    moments, unseen_moments = times.timeline(material, words)
    words.section = "Figures"
    some_figures = numbers.figures(material, words)
    words.section = "Coverage"
    covered = coverage(material, words)
    words.section = "Who said what"
    voices, unseen_speakers = speakers(material, deeds)
    return Report(
        title=story.title if story else "",
        title_of=next((one.source for one in material.articles if story and one.title == story.title), ""),
        kind=story.kind if story else "",
        country=material.country(story.country) if story else "",
        days=_days(material),
        counts=tuple(_counts(material)),
        lead=opening,
        map=map_of(material, reacted) if reacted else None,
        reactions=reacted,
        blocs=blocs(material, reacted),
        acts=acts,
        moments=moments,
        unseen_moments=unseen_moments,
        figures=some_figures,
        unseen_figures=max(0, len(numbers.ordered(material)) - len(some_figures)),
        coverage=covered,
        speakers=voices,
        unseen_speakers=unseen_speakers,
        sources=sources(material, words),
        unplaced=unplaced(material),
        others=tuple((one.id, one.title, len(one.articles)) for one in material.others[:MOST_OTHERS]),
        unseen_others=max(0, len(material.others) - MOST_OTHERS),
        texts=words.texts(),
        unseen_words=words.unseen,
        plots=(*times.drawing(moments), *numbers.drawings(some_figures)),
    )


def _days(material: Material) -> str:
    """From when to when the story's articles are."""
    days = sorted(article.published for article in material.articles if article.published)
    if not days:
        return ""
    return in_words(days[0]) if days[0] == days[-1] else f"{in_words(days[0])} to {in_words(days[-1])}"


def _counts(material: Material) -> Iterator[tuple[int, str]]:
    """What the report stands on, in numbers."""
    yield len(material.articles), "articles" if len(material.articles) != 1 else "article"
    outlets = len({article.source for article in material.articles})
    yield outlets, "outlets" if outlets != 1 else "outlet"
    yield len(material.claims), "claims"
    yield len(material.facts), "facts"
    yield len(material.comparisons), "questions of number"
