"""What a report is made from: one story of a record with its articles, claims, facts and figures, read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.ask.shelf import Reader
from onrecord.data import Gazetteer, load_gazetteer
from onrecord.errors import InputError
from onrecord.text import fold
from onrecord.types import Article, Claim, Copy, Input
from onrecord.weighed import Comparison, Fact, Story

LEAST_SCORE = 0.5  # below it a claim has no named party, and nothing is shown to rest on it alone
NAMED = 5  # stories named in an error


@dataclass(frozen=True, slots=True)
class Material:
    """One story (None where the record has none) and all that the record holds of it.

    ``articles`` are in order of date and document; ``claims`` are all of these articles, by id, but those that are part
    of another story; ``others`` are the record's other stories, the one with most articles first.
    """

    story: Story | None
    others: tuple[Story, ...]
    articles: tuple[Article, ...]
    by_id: Mapping[str, Article]
    claims: Mapping[str, Claim]
    facts: tuple[Fact, ...]
    comparisons: tuple[Comparison, ...]
    copies: tuple[Copy, ...]
    inputs: tuple[Input, ...]
    gazetteer: Gazetteer

    def article_of(self, claim: str) -> Article:
        """The article that makes a claim. Raises KeyError for a claim of another story."""
        return self.by_id[self.claims[claim].article_id]

    def known(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Those of the claims that the story has and that name their party, else those that it has."""
        there = [claim for claim in claims if claim in self.claims]
        return tuple(claim for claim in there if self.claims[claim].score >= LEAST_SCORE) or tuple(there)

    def country(self, code: str | None) -> str:
        """A country's English name; its code where it has none of ours."""
        try:
            return self.gazetteer.country_by_code(code or "").name
        except KeyError:
            return code or ""


def gathered(reader: Reader, wanted: str | None = None) -> Material:
    """The story with most articles, or the one that is wanted: by its id, how that begins, or words of its title.

    Raises InputError where no story is the wanted one.
    """
    stories = stories_of(reader)
    story = story_of(stories, wanted) if wanted is not None else next(iter(stories), None)
    ids = set(story.articles) if story else set()
    articles = [article for article in reader.articles() if not story or article.id in ids]
    elsewhere = {claim for other in stories if other is not story for claim in other.claims}
    return Material(
        story=story,
        others=tuple(other for other in stories if other is not story),
        articles=tuple(sorted(articles, key=lambda one: (one.published or "9999", one.document, one.id))),
        by_id={article.id: article for article in articles},
        claims={claim.id: claim for claim in reader.claims() if claim.article_id in ids and claim.id not in elsewhere},
        facts=tuple(fact for fact in reader.facts() if story and fact.story == story.id),
        comparisons=tuple(one for one in reader.comparisons() if story and one.story == story.id),
        copies=tuple(copy for copy in reader.copies() if copy.article_id in ids),
        inputs=reader.inputs(),
        gazetteer=load_gazetteer(),
    )


def stories_of(reader: Reader) -> list[Story]:
    """The record's stories, the one with most articles first."""
    return sorted(reader.stories(), key=lambda story: (-len(story.articles), story.start or "9999", story.id))


def story_of(stories: Sequence[Story], wanted: str, where: str = "--story") -> Story:
    """The first of the stories with that id, an id that begins so, or these words in its title.

    Raises InputError where none is, naming some that are.
    """
    words = fold(wanted).split()
    by_id = [story for story in stories if len(wanted) >= 4 and story.id.startswith(wanted)]
    by_title = [story for story in stories if words and all(word in fold(story.title) for word in words)]
    for story in (*by_id, *by_title):
        return story
    some = "; ".join(f"{story.id[:8]} {story.title}" for story in stories[:NAMED])
    raise InputError(
        f"the record has no story {wanted!r}",
        where=where,
        next_step=f"It has: {some}." if some else "It has none; leave the story out.",
    )
