"""A verdict finds its claim in the same words and no other; the last one that stands is followed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.keep.verdicts import (
    Case,
    anchor_of,
    by_thing,
    disagreement,
    found_again,
    in_time,
    is_wrong,
    judged,
    judgement,
    standing,
    thing_of,
)
from onrecord.types import Change, Claim, Entity, Pair, Role, Span, Verdict
from tests.keep.judged import article_of, claims_of, target, verdict
from tests.support import make_mention

ARTICLE = article_of()
PRAISED, THANKED, TURNOUT = claims_of(ARTICLE)
RIGHT = verdict(PRAISED, ARTICLE)


def _with_target(claim: Claim, words: str, name: str | None = None) -> Claim:
    mention = make_mention(ARTICLE.text, words)
    new = Role("target", replace(mention, name=name or mention.name))
    return replace(claim, roles=(claim.roles[0], new))


# --- Which claim


def test_the_same_claim_is_found() -> None:
    """A claim with another id, finder and clause is the one that was judged; others are not."""
    longer = replace(PRAISED, id="other", by="other/2", evidence=(Span(5, 40),))
    assert (longer,) == found_again([RIGHT], [THANKED, longer, TURNOUT])


@pytest.mark.parametrize("change", [{"polarity": "negative"}, {"modality": "planned"}, {"action": "MEET"}])
def test_what_says_something_else_is_not_found(change: dict[str, str]) -> None:
    """A claim of another stance or action is another claim, whatever words it stands on."""
    assert () == found_again([RIGHT], [replace(PRAISED, **change)])  # type: ignore[arg-type]


def test_a_longer_name_is_found() -> None:
    """A party whose words were cut longer is the same one: Anna is Anna Grey."""
    said = verdict(THANKED, ARTICLE)
    full = make_mention(ARTICLE.text, "Anna\nGrey")
    longer = replace(THANKED, roles=(THANKED.roles[0], Role("target", replace(full, name="Anna Grey"))))
    assert (longer,) == found_again([said], [PRAISED, longer])


def test_another_party_is_not_found() -> None:
    """A verdict on one party says nothing of a claim that another version reads with another."""
    assert () == found_again([RIGHT], [_with_target(PRAISED, "Friday")])
    assert () == found_again([RIGHT], [_with_target(PRAISED, "Бабек", name="Clara")])


def test_entities_tell_more_than_names() -> None:
    """Where both know the entity, that decides."""
    one, other = (Entity(id_, "Babek", "person") for id_ in ("p:1", "p:2"))
    said = verdict(replace(PRAISED, roles=_known(one)), ARTICLE)
    shifted = Span(PRAISED.trigger.start, PRAISED.trigger.end - 1)
    assert found_again([said], [replace(PRAISED, roles=_known(one), trigger=shifted)])
    assert () == found_again([said], [replace(PRAISED, roles=_known(other), trigger=shifted)])


def _known(entity: Entity) -> tuple[Role, ...]:
    agent, target_ = PRAISED.roles
    return agent, replace(target_, mention=replace(target_.mention, entity=entity))


def test_two_that_could_be_it_are_none() -> None:
    """A verdict that two claims could be meant by goes to neither."""
    cuts = [replace(PRAISED, id=f"{n}", trigger=Span(PRAISED.trigger.start, PRAISED.trigger.end - n)) for n in (1, 2)]
    assert () == found_again([RIGHT], cuts)


def test_what_was_edited_may_be_read_right_later() -> None:
    """A version that reads what a person had put right has the same claim."""
    edit = verdict(PRAISED, ARTICLE, "edit", changes=(target("Friday", ARTICLE),))
    mended = _with_target(PRAISED, "Friday")
    assert (mended,) == found_again([edit], [mended])


def test_another_number_is_not_found() -> None:
    """A figure of another number is another claim, unless the number was edited."""
    other = replace(TURNOUT, amount=replace(TURNOUT.amount, value=93.0))  # type: ignore[type-var]
    assert () == found_again([verdict(TURNOUT, ARTICLE)], [other])
    edit = verdict(TURNOUT, ARTICLE, "edit", changes=(Change("value", "93.0", "92.0"),))
    assert (other,) == found_again([edit], [other])


def test_two_articles_of_one_text_share_a_thing() -> None:
    """A verdict is about words: it holds for a copy of the text under another name."""
    copy = article_of(name="copy.txt")
    assert thing_of(anchor_of(PRAISED, ARTICLE)) == thing_of(anchor_of(claims_of(copy)[0], copy))


# --- What stands


def test_the_last_that_stands_is_followed() -> None:
    """Wrong, then right: right. Wrong withdrawn: as if nothing had been said."""
    wrong, right = verdict(PRAISED, ARTICLE, "wrong", second=1), verdict(PRAISED, ARTICLE, by="ben", second=2)
    undo = verdict(PRAISED, ARTICLE, "undo", second=3, withdraws=wrong.id)
    assert is_wrong([wrong])
    assert not is_wrong([wrong, right])
    assert not is_wrong([wrong, undo])
    assert (right,) == standing([wrong, right, undo])


def test_an_edit_changes_the_part_alone() -> None:
    """An edited claim keeps its id and says who edited it; what was edited last counts."""
    edits = [
        verdict(PRAISED, ARTICLE, "edit", second=n, by=by, changes=(target(words, ARTICLE),))
        for n, (by, words) in enumerate((("anna", "Friday"), ("ben", "Clara"), ("anna", "Grey")))
    ]
    claim = judged(PRAISED, ARTICLE, edits)
    assert (PRAISED.id, PRAISED.role("agent")) == (claim.id, claim.role("agent"))
    assert "Grey" == claim.roles[1].mention.wording
    assert f"{PRAISED.by}, edited by anna, edited by ben" == claim.by


def test_a_role_that_was_not_there_is_added() -> None:
    """A target can be given to a claim that has none."""
    bare = replace(PRAISED, roles=PRAISED.roles[:1])
    edit = verdict(bare, ARTICLE, "edit", changes=(target("Clara", ARTICLE),))
    assert ["agent", "target"] == [role.name for role in judged(bare, ARTICLE, [edit]).roles]


def test_a_figure_is_edited() -> None:
    """A number and a status take the place of the old ones."""
    changes = (Change("value", "92.12", "92.0"), Change("status", "final", "unstated"))
    amount = judged(TURNOUT, ARTICLE, [verdict(TURNOUT, ARTICLE, "edit", changes=changes)]).amount
    assert amount
    assert (92.12, "percent", "final") == (amount.value, amount.unit, amount.status)


@pytest.mark.parametrize("words", ["nobody", "friday"])
def test_an_edit_that_quotes_nothing_is_not_followed(words: str) -> None:
    """An edit whose words are not in the article there changes nothing, however it came into the record."""
    false = replace(make_mention(ARTICLE.text, "Friday"), wording=words)
    edit = verdict(PRAISED, ARTICLE, "edit", changes=(Change("target", words, "", false),))
    assert PRAISED == judged(PRAISED, ARTICLE, [edit])


def test_who_is_right_is_sure() -> None:
    """A claim that the program was unsure of is sure where a person says that it is right, or puts it right."""
    unsure = replace(PRAISED, score=0.2)
    assert 1.0 == judged(unsure, ARTICLE, [RIGHT]).score
    assert 1.0 == judged(unsure, ARTICLE, [verdict(unsure, ARTICLE, "edit", changes=(target("Grey", ARTICLE),))]).score
    assert 0.2 == judged(unsure, ARTICLE, [RIGHT, verdict(unsure, ARTICLE, "unsure", second=9)]).score


CHOICES = st.lists(st.tuples(st.sampled_from(["right", "wrong", "unsure"]), st.integers(0, 59)), max_size=6)


@given(choices=CHOICES, chance=st.randoms(use_true_random=False))
def test_the_order_of_arrival_is_nothing(choices: list[tuple[str, int]], chance: object) -> None:
    """The same verdicts in any order say the same: time decides, then the id."""
    made = [verdict(PRAISED, ARTICLE, word, second=second) for word, second in choices]  # type: ignore[arg-type]
    shuffled = list(made)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert in_time(made) == in_time(shuffled)
    assert by_thing(made) == by_thing(shuffled)


# --- Who disagrees


def _case(*verdicts: Verdict) -> Case:
    return Case((verdicts[0].thing,), verdicts[0].about, in_time(verdicts))


def test_contradictions() -> None:
    """Right and edited against wrong contradict, two readings of a part too; doubt and a change of mind do not."""
    wrong = verdict(PRAISED, ARTICLE, "wrong", second=1)
    right = verdict(PRAISED, ARTICLE, by="ben", second=2)
    friday = verdict(PRAISED, ARTICLE, "edit", by="ben", second=3, changes=(target("Friday", ARTICLE),))
    clara = verdict(PRAISED, ARTICLE, "edit", by="cem", second=4, changes=(target("Clara", ARTICLE),))
    assert (wrong, right) == disagreement(_case(wrong, right))
    assert (wrong, friday) == disagreement(_case(wrong, right, friday))
    assert (friday, clara) == disagreement(_case(friday, clara))
    assert () == disagreement(_case(wrong, verdict(PRAISED, ARTICLE, "unsure", by="ben", second=2)))
    assert () == disagreement(_case(wrong, verdict(PRAISED, ARTICLE, second=5), right))


def test_names_are_judged() -> None:
    """The last standing word on two names is given, doubt is not."""
    pair = Pair("Anna", "Anna Grey")
    same = Verdict("1", thing_of(pair), "same", "anna", "2026-01-01T00:00:00", pair)
    unsure = replace(same, id="2", word="unsure", at="2026-01-02T00:00:00")
    said = judgement(Case((same.thing,), pair, (same,)))
    assert said
    assert ("Anna", "Anna Grey", "same", "anna") == (said.one, said.other, said.verdict, said.by)
    assert judgement(Case((same.thing,), pair, (same, unsure))) is None
    assert judgement(_case(RIGHT)) is None
