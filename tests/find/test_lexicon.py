"""The lexicon: its files pass their checks, and every worked example gives exactly the events it names."""

from __future__ import annotations

import pytest

from onrecord.data import bare, load_gazetteer
from onrecord.find import attach, find_events, load_lexicon
from onrecord.parse import parse_article
from onrecord.resolve import resolve
from tests.support import make_article

LEXICON = load_lexicon()


Event = tuple[str, str, str, str]


def events_of(text: str) -> dict[Event, tuple[str, ...]]:
    """Action, agent, target and modality of each event the whole pipeline reads in a text, with who reports it."""
    parsed = parse_article(make_article(text))
    gazetteer = load_gazetteer()
    _, claims = resolve(parsed, attach(parsed, find_events(parsed, gazetteer), gazetteer), gazetteer)
    return {
        (
            claim.action,
            bare(claim.role("agent").name),
            bare(claim.role("target").name),
            "negated" if claim.polarity == "negative" else claim.modality,
        ): tuple(mention.name or mention.wording for mention in claim.reported_by)
        for claim in claims
        if claim.kind == "event"
    }


@pytest.mark.parametrize("example", LEXICON.examples, ids=lambda example: f"{example.action}: {example.text[:60]}")
def test_a_worked_example_gives_exactly_the_events_it_names(example) -> None:
    """What an example says, and nothing else, is what the program reads in it, and who says so where it tells."""
    told = {
        (
            event.get("action", example.action),
            bare(event["actor"]),
            bare(event["target"]),
            event.get("modality", "asserted"),
        ): event.get("reported_by")
        for event in map(dict, example.says)
    }
    read = events_of(example.text)
    assert set(told) == set(read)
    assert all(reporter in read[event] for event, reporter in told.items() if reporter)


def test_every_action_has_examples_of_what_it_is_and_of_what_it_is_not() -> None:
    """An action without a worked example of a look-alike is not finished."""
    actions = {frame.action for frame in LEXICON.frames}
    own = {example: any(dict(event).get("action", example.action) == example.action for event in example.says)
           for example in LEXICON.examples}  # fmt: skip
    assert actions == {example.action for example, says_it in own.items() if says_it}
    assert actions == {example.action for example, says_it in own.items() if not says_it}
