"""English question → query: every form in many wordings, and nothing but QuestionError for what is none."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ask import forms, read_question, vocabulary
from onrecord.ask.opening import NEAREST
from onrecord.ask.query import Query, Question
from onrecord.errors import QuestionError

ACTIONS = ["CONGRATULATE", "PRAISE", "CRITICISE", "ACCUSE", "REJECT", "RECOGNISE", "THANK", "CALL", "MEET"]
ACTIONS += ["REQUEST", "PLEDGE", "OBSERVE", "CONDOLE"]


@pytest.mark.parametrize("example", forms())
def test_every_form_that_is_offered_can_be_read(example: str) -> None:
    """What an error message offers is read, with and without capitals and question mark."""
    read = read_question(example)
    plain = read_question(example.rstrip("?").lower())
    told = ("form", "wants", "actions", "polarity", "measures", "statuses", "counted", "first")
    assert type(read) is type(plain)
    assert [getattr(read, part, None) for part in told] == [getattr(plain, part, None) for part in told]


@pytest.mark.parametrize(
    "question",
    [
        "Which countries congratulated Aliyev on his victory in the presidential election?",
        "which countries congratulated Aliyev",
        "WHICH COUNTRIES CONGRATULATED Aliyev?!",
        "Which states have congratulated Aliyev for winning?",
        "What nations congratulated Aliyev after the election",
        "Which governments also congratulated Aliyev in 2024?",
        "list the countries that congratulated Aliyev",
        "List all countries which have congratulated Aliyev.",
        "Please name the countries that congratulated Aliyev",
        "Could you please tell me which countries congratulated Aliyev?",
        "How many countries congratulated Aliyev?",
        "Which countries sent congratulations to Aliyev?",
        "Which countries sent Aliyev a congratulatory message on his re-election?",
        "Which countries extended their warm congratulations to Aliyev?",
        "From which countries did Aliyev receive congratulations?",
        "Which countries did Aliyev receive congratulations from?",
        "Aliyev was congratulated by which countries?",
        "Which country's president congratulated Aliyev?",
        "The leaders of which countries congratulated Aliyev?",
        "Which countries are reported to have congratulated Aliyev?",
    ],
)
def test_which_countries_congratulated(question: str) -> None:
    """Wordings of one question give one query."""
    read = read_question(question)
    found = (read.form, read.wants, read.actions, read.actor, read.target, read.polarity, read.modality)
    assert found == ("actors", "countries", ("CONGRATULATE",), None, "Aliyev", "positive", "asserted")


@pytest.mark.parametrize(
    "question",
    [
        "Who did not congratulate Aliyev?",
        "who didn't congratulate Aliyev",
        "Who has not congratulated Aliyev?",
        "Who hasn’t congratulated Aliyev yet?",
        "Who refused to congratulate Aliyev?",
        "Who declined to congratulate Aliyev?",
        "Who has yet to congratulate Aliyev?",
        "Who never congratulated Aliyev?",
        "Who stopped short of congratulating Aliyev?",
    ],
)
def test_negation_in_many_wordings(question: str) -> None:
    """An act that is denied is asked for as such."""
    read = read_question(question)
    assert ("actors", "negative", ("CONGRATULATE",)) == (read.form, read.polarity, read.actions)
    assert (read.target or "").startswith("Aliyev")


@pytest.mark.parametrize(
    "question",
    [
        "Whom did Aliyev thank?",
        "who did Aliyev thank",
        "Who has Aliyev thanked so far?",
        "Aliyev thanked whom?",
        "Who was thanked by Aliyev?",
        "To whom did Aliyev express his gratitude?",
        "Whom did Aliyev thank for their help?",
    ],
)
def test_whom(question: str) -> None:
    """The one acted on is asked for, in the active and the passive."""
    read = read_question(question)
    assert ("targets", "whom", ("THANK",), "Aliyev", None) == (
        read.form,
        read.wants,
        read.actions,
        read.actor,
        read.target,
    )


@pytest.mark.parametrize(
    ("question", "target"),
    [
        ("What did Raisi do?", None),
        ("what has Raisi done", None),
        ("What did Raisi do after the election?", None),
        ("What did Raisi do to Azerbaijan in 2024?", "Azerbaijan"),
    ],
)
def test_deeds(question: str, target: str | None) -> None:
    """All acts of one actor."""
    read = read_question(question)
    assert ("deeds", "what", (), "Raisi", target) == (read.form, read.wants, read.actions, read.actor, read.target)


@pytest.mark.parametrize(
    "question",
    [
        "Did Turkey congratulate Aliyev?",
        "did Turkey congratulate Aliyev on his victory",
        "Has Turkey congratulated Aliyev?",
        "Was Aliyev congratulated by Turkey?",
        "Is it true that Turkey congratulated Aliyev?",
        "Did Aliyev receive congratulations from Turkey?",
        "Turkey congratulated Aliyev?",
    ],
)
def test_yes_or_no(question: str) -> None:
    """Both names are given."""
    read = read_question(question)
    assert ("yes_no", ("CONGRATULATE",), "Turkey", "Aliyev") == (read.form, read.actions, read.actor, read.target)


@pytest.mark.parametrize(
    ("question", "action", "target"),
    [
        ("Who called the vote free?", "PRAISE", "the vote"),
        ("Who called the election free and fair in 2024?", "PRAISE", "the election"),
        ("Who called the election fraudulent?", "CRITICISE", "the election"),
        ("Who called the vote a sham?", "CRITICISE", "the vote"),
        ("Who described the result as illegitimate?", "CRITICISE", "the result"),
        ("Who called the election neither free nor fair?", "CRITICISE", "the election"),
        ("Who called the vote not free?", "CRITICISE", "the vote"),
        ("Who called Aliyev?", "CALL", "Aliyev"),
        ("Who phoned Aliyev after the vote?", "CALL", "Aliyev"),
        ("Who called on Aliyev to resign?", "REQUEST", "Aliyev"),
        ("Who called for a new vote?", "REQUEST", None),
        ("Who accused Aliyev of fraud?", "ACCUSE", "Aliyev"),
        ("Who condemned the election?", "CRITICISE", "the election"),
        ("Who criticized the election?", "CRITICISE", "the election"),
        ("Who recognized the result?", "RECOGNISE", "the result"),
        ("Who conceded?", "RECOGNISE", None),
        ("Who rejected the result?", "REJECT", "the result"),
        ("Who met with Putin in Moscow?", "MEET", "Putin"),
        ("Who held talks with Putin?", "MEET", "Putin"),
        ("Who pledged support to Ukraine?", "PLEDGE", "Ukraine"),
        ("Who promised to work with Aliyev?", "PLEDGE", "Aliyev"),
        ("Who promised Ukraine help?", "PLEDGE", "Ukraine"),
        ("Who observed the election?", "OBSERVE", "the election"),
        ("Who offered condolences to Iran?", "CONDOLE", "Iran"),
        ("Who welcomed the outcome of the vote?", "PRAISE", "the outcome of the vote"),
        ("Which leaders called Aliyev to congratulate him on his victory?", "CALL", "Aliyev"),
        ("Which candidates conceded defeat?", "RECOGNISE", None),
        ("Who congratulated?", "CONGRATULATE", None),
        ("Did anyone criticise the vote?", "CRITICISE", "the vote"),
    ],
)
def test_the_act_and_whom_it_meets(question: str, action: str, target: str | None) -> None:
    """The verb gives the action; "call" is the telephone unless it says what a thing is."""
    read = read_question(question)
    assert ((action,), target) == (read.actions, read.target)


def test_two_acts_in_one_question() -> None:
    """Verbs that are joined are all asked for."""
    assert ("CONGRATULATE", "PRAISE") == read_question("Who congratulated or praised Aliyev?").actions


def test_what_narrows_the_subject_is_kept_to_be_said() -> None:
    """A word that the grammar does not use as a filter is not lost."""
    assert ("African",) == read_question("Which African countries congratulated Aliyev?").qualifiers


@pytest.mark.parametrize("question", ["Who will congratulate Aliyev?", "Who is expected to congratulate Aliyev?"])
def test_plans(question: str) -> None:
    """What is still to come is asked for as planned."""
    assert "planned" == read_question(question).modality


def test_kinds_of_rows() -> None:
    """The noun of the subject says which rows are wanted."""
    kinds = [
        read_question(f"Which {noun} criticised the vote?").kind for noun in ("leaders", "organisations", "nations")
    ]
    assert ["person", "organization", "countries"] == kinds


@pytest.mark.parametrize(
    "question",
    [
        "",
        "?",
        "What is the weather?",
        "who is the president of France",
        "Aliyev",
        "why",
        "Why did Armenia not congratulate Aliyev?",
        "When did Iran congratulate Aliyev?",
    ],
)
def test_what_cannot_be_read_names_the_forms(question: str) -> None:
    """An unreadable question gets the forms that are nearest to it, and no others."""
    with pytest.raises(QuestionError) as raised:
        read_question(question)
    assert NEAREST == sum(form in raised.value.next_step for form in forms())


def test_the_nearest_form_is_the_likest() -> None:
    """A slip of the pen is answered with the form that was meant."""
    with pytest.raises(QuestionError) as raised:
        read_question("Which outlets did not rpeort that Armenia congratulate Azerbaijan")
    assert "Which outlets did not report that Armenia congratulated Azerbaijan?" in raised.value.next_step


def test_a_pronoun_is_refused() -> None:
    """A question has no sentence before it that says who "him" is."""
    with pytest.raises(QuestionError, match="him"):
        read_question("Who congratulated him?")


def test_too_long_a_question_is_refused() -> None:
    """The grammar never meets a text of unbounded length."""
    with pytest.raises(QuestionError, match="600"):
        read_question("who congratulated " + "x" * 1000)


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but QuestionError is ever raised."""
    with suppress(QuestionError):
        assert isinstance(read_question(text), Question)


GROUPS = ("polite", "auxiliaries", "passives", "negations", "topics", "anyone", "sends", "receives")
WORDS = sorted(
    {word for group in GROUPS for word in vocabulary.words("words", group)}
    | {*vocabulary.verbs(), *vocabulary.nouns(), *vocabulary.kinds()}
    | {"who", "whom", "which", "what", "Aliyev", "the election", "'", ","}
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_any_row_of_its_own_words_is_read_or_refused(words: list[str]) -> None:
    """Nor for texts made of the grammar's own words."""
    with suppress(QuestionError):
        read = read_question(" ".join(words))
        assert not isinstance(read, Query) or set(read.actions) <= set(vocabulary.actions())


def test_every_action_can_be_asked_for_by_every_verb() -> None:
    """Each verb form in the data reads as its own action."""
    for form, verb in vocabulary.verbs().items():
        if verb.style == "plain":
            assert verb.action in read_question(f"Who has {form} Ilham Aliyev?").actions, form


def test_the_vocabulary_is_whole() -> None:
    """The first thirteen actions can be asked for, and no pattern matches nothing at all."""
    assert set(ACTIONS) <= set(vocabulary.actions())
    assert not re.compile(vocabulary.either(vocabulary.verbs())).match("")
