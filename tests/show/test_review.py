"""What a person says is checked against the article before it is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import DecidedError, InputError
from onrecord.keep import open_reader, open_writer
from onrecord.show.review import briefly, case_of, edit, judge, judge_pair, named, told, undo
from onrecord.types import Claim, Entity, Span
from tests.keep.judged import TEXT, actions, article_of, claims_of, keep, mention_of
from tests.support import make_finding, make_mention

ARTICLE = article_of()
CLARA = Entity("p:clara", "Clara Dahl", "person", "DNK")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record that knows who Clara is."""
    with open_writer(tmp_path / "r", extractor="1") as writer:
        clara = replace(make_mention(TEXT, "Clara", entity=CLARA), name="Clara Dahl", country="DNK")
        writer.add([("1", make_finding(ARTICLE, *claims_of(ARTICLE), mentions=(clara,)))])
        writer.finish()
    return tmp_path / "r"


def _id(record: Path, number: int) -> str:
    with open_reader(record) as reader:
        return [claim.id for claim in reader.claims(withdrawn=True)][number]


def _claim(record: Path, number: int = 0) -> Claim:
    with open_reader(record) as reader:
        return reader.claim(_id(record, number))


def test_right_wrong_unsure(record: Path) -> None:
    """A claim is judged by the beginning of its id; the last word is followed."""
    id_ = _id(record, 0)
    judge(record, id_[:6], "wrong", by="anna")
    assert "PRAISE" not in actions(record)
    judge(record, id_, "unsure", by="anna")
    assert "PRAISE" in actions(record)


def test_a_new_party_has_its_words_place(record: Path) -> None:
    """Words for a role are found in the article, in the clause first, and bring whom the record takes them for."""
    edit(record, _id(record, 0), role="target", words="Clara", by="anna")
    target = mention_of(_claim(record), "target")
    assert ("Clara", "Clara Dahl", CLARA, "DNK") == (target.wording, target.name, target.entity, target.country)
    assert "Clara" == target.span.of(TEXT)


def test_words_near_the_trigger(record: Path) -> None:
    """Of several places with the words, the one in the claim's own clause is taken."""
    edit(record, _id(record, 1), role="target", words="Бабек", by="anna")
    assert TEXT.index("Бабек thanked") == mention_of(_claim(record, 1), "target").span.start


def test_words_at_the_place_that_was_pointed_at(record: Path) -> None:
    """Words that stand in several places are those that were pointed at; a place that has others is not heeded."""
    later = Span(TEXT.rindex("Anna"), TEXT.rindex("Anna") + 4)
    edit(record, _id(record, 0), by="anna", role="target", words="Anna", place=later)
    assert later == mention_of(_claim(record), "target").span
    edit(record, _id(record, 0), by="anna", role="target", words="Anna", place=Span(0, 4))
    assert "Anna" == mention_of(_claim(record), "target").wording


def test_words_over_the_end_of_a_line(record: Path) -> None:
    """A line that ends within the words is no hindrance; the record quotes it as it is."""
    edit(record, _id(record, 1), role="target", words="Anna Grey", by="anna")
    target = mention_of(_claim(record, 1), "target")
    assert ("Anna\nGrey", "Anna Grey") == (target.wording, target.name)


def test_an_entity_behind_the_old_words(record: Path) -> None:
    """A name that the article does not have, but the record: the words stay, and mean somebody else."""
    edit(record, _id(record, 0), role="target", words="clara dahl", by="anna")
    target = mention_of(_claim(record), "target")
    assert ("Бабек", "Clara Dahl", CLARA) == (target.wording, target.name, target.entity)


def test_an_entity_by_id_in_a_new_role(record: Path) -> None:
    """An entity in a role that was empty stands on the article's own words for it."""
    edit(record, _id(record, 2), role="subject", words="p:clara", by="anna")
    assert "Clara" == mention_of(_claim(record, 2), "subject").wording


def test_a_figure(record: Path) -> None:
    """A figure's number and status are edited together, and what was is kept."""
    made = edit(record, _id(record, 2), value="92.12", status="final", by="anna")
    amount = _claim(record, 2).amount
    assert amount
    assert (92.12, "final") == (amount.value, amount.status)
    assert ["92.0", "unstated"] == [change.was for change in made.changes]
    assert "edit (value is 92.12, was 92.0; status is final, was unstated), by anna" in told(made)


EDITS = {
    "the article does not say 'Nobody'": (0, {"role": "target", "words": "Nobody"}),
    "does not say 'Ann'": (0, {"role": "target", "words": "Ann"}),
    "does not say 'Menu'": (0, {"role": "target", "words": "Menu"}),
    "does not say '  '": (0, {"role": "target", "words": "  "}),
    "has no 'speaker'": (0, {"role": "speaker", "words": "Clara"}),
    "belong together": (0, {"role": "target"}),
    "nothing to edit": (0, {}),
    "has no number": (0, {"value": "3"}),
    "is no number": (2, {"value": "many"}),
    "'inf' is no number": (2, {"value": "inf"}),
    "no status 'rigged'": (2, {"status": "rigged"}),
}


@pytest.mark.parametrize("says", EDITS)
def test_what_cannot_be_edited(record: Path, says: str) -> None:
    """Words that are not in the article, stand within a word or in page chrome, and impossible parts are refused."""
    number, parts = EDITS[says]
    with pytest.raises(InputError, match=says):
        edit(record, _id(record, number), by="anna", **parts)  # type: ignore[arg-type]
    with open_reader(record) as reader:
        assert () == reader.verdicts()


def test_one_s_own_is_withdrawn(record: Path) -> None:
    """Undo takes back one's own last verdict, then the one before, and never another's."""
    id_ = _id(record, 0)
    judge(record, id_, "right", by="anna")
    judge(record, id_, "wrong", by="anna")
    judge(record, id_, "unsure", by="ben")
    undo(record, [id_], by="anna")
    with open_reader(record) as reader:
        assert "right by anna, unsure by ben" == briefly(case_of(reader, [id_]))
    undo(record, [id_], by="anna")
    with pytest.raises(InputError, match=r"anna has no verdict on this.*Verdicts of ben stand"):
        undo(record, [id_], by="anna")


def test_two_names(record: Path) -> None:
    """Names are judged in the record's spelling, in either order; what is withdrawn is not given any more."""
    judge_pair(record, "бабек", "Anna", "different", by="anna")
    judge_pair(record, "Anna", "p:clara", "same", by="ben")
    with open_reader(record) as reader:
        said = [(one.one, one.other, one.verdict) for one in reader.judgements()]
    assert [("Anna", "Clara Dahl", "same"), ("Anna", "Бабек", "different")] == said
    undo(record, ["Anna", "Бабек"], by="anna")
    with open_reader(record) as reader:
        assert 1 == len(reader.judgements())


@pytest.mark.parametrize(("one", "other", "says"), [("Anna", "anna", "one name"), ("Anna", "Zed", "no name is 'Zed'")])
def test_names_that_cannot_be_judged(record: Path, one: str, other: str, says: str) -> None:
    """A name that the record does not have, or one name twice, is refused."""
    with pytest.raises(InputError, match=says):
        judge_pair(record, one, other, "same", by="anna")


def test_against_what_was_seen(record: Path) -> None:
    """Who names the verdict that was seen last is refused where another has come since."""
    first = judge(record, _id(record, 0), "wrong", by="anna", against="none")
    judge(record, _id(record, 0), "right", by="ben", against=first.id)
    with pytest.raises(DecidedError, match="ben decided meanwhile"):
        judge(record, _id(record, 0), "wrong", by="anna", against=first.id)


def test_nothing_moves_the_cursor(record: Path) -> None:
    """A note or a name cannot turn the writing or bring a second line."""
    made = judge(record, _id(record, 0), "wrong", by="an\u200bna", note="so\x1b[2J\nand so")
    assert "<U+001B>[2J and so" in told(made)
    assert "PRAISE (agent Anna, target Бабек)" in named(made.about)


def test_another_version_s_claim_is_undone(record: Path) -> None:
    """What was said of an earlier reading can be withdrawn on a later one."""
    judge(record, _id(record, 0), "wrong", by="anna")
    keep(record, [ARTICLE], version="2", shift=1)
    assert _claim(record).evidence == (Span(5, _claim(record).evidence[0].end),)
    undo(record, [_id(record, 0)], by="anna")
    assert "PRAISE" in actions(record)
