"""A finder is one function from a parsed article to claims; what several find is one record, and all sign it."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.data import load_gazetteer
from onrecord.find.names import mentions_at
from onrecord.run import FINDERS, Finder, merge
from onrecord.run import claims as find_all
from onrecord.settings import Settings
from onrecord.text import stable_id
from onrecord.types import Claim, Mention, Parsed, Role, Span
from tests.trees import parsed_of, trees_of

GAZETTEER = load_gazetteer()
SETTINGS = Settings()
ARTICLE = parsed_of(
    "Norway NNP 2 nsubj LOC; praised|praise VBD 0 root; Oman NNP 2 obj LOC; . . 2 punct",
    "So RB 2 advmod; did|do AUX 0 root; Vienna NNP 2 nsubj LOC; . . 2 punct",
    "Peru NNP 2 nsubj LOC; eulogized|eulogize VBD 0 root; Fiji NNP 2 obj LOC; . . 2 punct",
    "Turnout NN 4 nsubj; was|be AUX 4 cop; 61 CD 4 nummod; percent NN 0 root; . . 4 punct",
)


def heads(parsed: Parsed, settings: Settings = SETTINGS) -> tuple[Claim, ...]:
    """Another finder, in a few lines: whoever is subject of a sentence's root praises its object."""
    del settings
    found = []
    for tree in trees_of(parsed):
        root = tree.sentence.heads.index(-1)
        subject, object_ = tree.kid(root, "nsubj"), tree.kid(root, "obj")
        if subject is not None and object_ is not None:
            agent, target = (mentions_at(tree, word, GAZETTEER)[0] for word in (subject, object_))
            found.append(_praise(parsed, agent, target, tree.span(root, root + 1)))
    return tuple(found)


def _praise(parsed: Parsed, agent: Mention, target: Mention, trigger: Span) -> Claim:
    article = parsed.article.id
    roles = (Role("agent", agent), Role("target", target))
    shown = (Span(agent.span.start, target.span.end),)
    id_ = stable_id(article, "heads", trigger.start)
    return Claim(id_, article, "event", "PRAISE", roles, shown, trigger, "heads/1", "PRAISE/root", score=0.5)


def events_of(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The events among claims."""
    return tuple(claim for claim in claims if claim.kind == "event")


def said(claims: tuple[Claim, ...]) -> set[tuple[str | None, ...]]:
    """What claims say, whoever found it."""
    return {
        (claim.action, claim.polarity, *(f"{role.name} {role.mention.wording}" for role in claim.roles))
        for claim in claims
    }


@pytest.mark.parametrize("finder", [*FINDERS, heads], ids=lambda finder: finder.__name__)
def test_a_finder_takes_an_article_and_gives_its_claims(finder: Finder) -> None:
    """Of this article only, signed, each with words of the text for every value."""
    found, text = finder(ARTICLE, SETTINGS), ARTICLE.article.text
    assert {ARTICLE.article.id} == {claim.article_id for claim in found}
    assert all(claim.by and claim.rule for claim in found)
    assert all(role.mention.span.of(text) == role.mention.wording for claim in found for role in claim.roles)


@pytest.mark.parametrize("finder", [*FINDERS, heads], ids=lambda finder: finder.__name__)
def test_a_finder_keeps_nothing_from_one_article_to_the_next(finder: Finder) -> None:
    """What it finds in an article does not depend on what it read before."""
    first = finder(ARTICLE, SETTINGS)
    finder(parsed_of("Chile NNP 2 nsubj LOC; praised|praise VBD 0 root; Malta NNP 2 obj LOC"), SETTINGS)
    assert first == finder(ARTICLE, SETTINGS)


@pytest.mark.parametrize("finder", [*FINDERS, heads], ids=lambda finder: finder.__name__)
def test_a_finder_finds_nothing_in_nothing(finder: Finder) -> None:
    """An article without sentences has no claims."""
    assert () == finder(Parsed(ARTICLE.article, ()), SETTINGS)


def test_what_two_find_is_one_claim_that_both_sign() -> None:
    """The same meaning once, with both names, both rules and the higher score."""
    merged = events_of(merge(find_all(ARTICLE, SETTINGS), heads(ARTICLE)))
    both = next(claim for claim in merged if claim.role("agent").wording == "Norway")
    assert ("rules/1 + heads/1", "PRAISE/praise (subject) + PRAISE/root", 1.0) == (both.by, both.rule, both.score)
    assert 1 == sum(claim.role("agent").wording == "Norway" for claim in merged)


def test_what_only_one_finds_is_kept_under_its_name() -> None:
    """The echo is the rules' alone, and the verb that they do not know is the other's, each unchanged."""
    merged = events_of(merge(find_all(ARTICLE, SETTINGS), heads(ARTICLE)))
    assert {"Norway": "rules/1 + heads/1", "Vienna": "rules/1", "Peru": "heads/1"} == {
        claim.role("agent").wording: claim.by for claim in merged
    }
    assert heads(ARTICLE)[1] in merged


def test_no_finder_can_take_away_what_another_found() -> None:
    """Together they say exactly what each says."""
    assert said(find_all(ARTICLE, SETTINGS)) | said(heads(ARTICLE)) == said(
        merge(find_all(ARTICLE, SETTINGS), heads(ARTICLE))
    )


def test_a_claim_keeps_the_id_of_who_found_it_first() -> None:
    """Adding a finder at the end changes no id."""
    first = [claim.id for claim in find_all(ARTICLE, SETTINGS)]
    assert first == [claim.id for claim in merge(find_all(ARTICLE, SETTINGS), heads(ARTICLE))][: len(first)]


def test_a_finder_that_finds_nothing_changes_nothing() -> None:
    """Nor does the same finder a second time."""
    assert (
        find_all(ARTICLE, SETTINGS)
        == merge(find_all(ARTICLE, SETTINGS), ())
        == merge((), find_all(ARTICLE, SETTINGS))
        == merge(find_all(ARTICLE, SETTINGS), find_all(ARTICLE, SETTINGS))
    )


@pytest.mark.parametrize(
    "changes",
    [{"polarity": "negative"}, {"modality": "planned"}, {"action": "THANK"}, {"article_id": "another"}],
    ids=lambda changes: next(iter(changes)),
)
def test_what_means_something_else_is_never_merged(changes: dict[str, str]) -> None:
    """Done and not done, done and planned, praise and thanks stay two claims."""
    first = heads(ARTICLE)[0]
    assert 2 == len(merge((first,), (replace(first, id="other", **changes),)))


def test_an_allegation_that_two_find_stays_one() -> None:
    """Where one finder sees that somebody only says so, the merged claim is not the outlet's own."""
    first = heads(ARTICLE)[0]
    alleged = replace(first, by="other/1", reported_by=(heads(ARTICLE)[1].roles[0].mention,))
    assert [("Peru",), ("Peru",)] == [
        tuple(mention.wording for mention in merge(*order)[0].reported_by)
        for order in permutations(((first,), (alleged,)))
    ]


_FOUND = st.lists(
    st.builds(
        lambda place, by, score, polarity: replace(
            heads(ARTICLE)[place], id=f"{place} {by} {polarity}", by=by, rule=by, score=score, polarity=polarity
        ),
        st.sampled_from([0, 1]),
        st.sampled_from(["a/1", "b/1", "c/2"]),
        st.sampled_from([0.1, 0.5, 0.9]),
        st.sampled_from(["positive", "negative"]),
    ),
    max_size=8,
).map(tuple)


@given(_FOUND, _FOUND)
def test_merged_claims_are_signed_by_all_with_the_highest_score(
    one: tuple[Claim, ...], other: tuple[Claim, ...]
) -> None:
    """Each meaning is there once, with everybody who found it and the best score anybody gave it."""
    merged = merge(one, other)
    assert len(merged) == len({(claim.roles, claim.polarity) for claim in merged})
    for claim in merged:
        same = [found for found in (*one, *other) if (found.roles, found.polarity) == (claim.roles, claim.polarity)]
        assert {found.by for found in same} == set(claim.by.split(" + ")) == set(claim.rule.split(" + "))
        assert max(found.score for found in same) == claim.score


@given(_FOUND, _FOUND, _FOUND)
def test_it_does_not_matter_how_finders_are_grouped(
    one: tuple[Claim, ...], two: tuple[Claim, ...], three: tuple[Claim, ...]
) -> None:
    """Three finders merge to the same claims in one go as two by two; merging again changes nothing."""
    whole = merge(one, two, three)
    assert whole == merge(merge(one, two), three) == merge(one, merge(two, three)) == merge(whole)
