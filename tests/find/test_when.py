"""When a claim was: the date of its own clause, and no other's."""

from __future__ import annotations

import pytest

from onrecord.data import load_gazetteer
from onrecord.find import attach
from onrecord.types import Claim, Mention, Parsed, Role, Span
from tests.kinds import make_figure, make_quotation
from tests.support import make_claim
from tests.trees import parsed_of

GAZETTEER = load_gazetteer()
FRANCE, OMAN = "France NNP {} nsubj LOC", "Oman NNP {} obj LOC"
PRAISED = f"{FRANCE.format(2)}; praised|praise VBD 0 root; {OMAN.format(2)}"


def mention(parsed: Parsed, words: str, kind: str = "state") -> Mention:
    start = parsed.article.text.index(words)
    return Mention(Span(start, start + len(words)), kind, words)  # type: ignore[arg-type]


def act(parsed: Parsed, trigger: str = "praised", agent: str = "France", target: str | None = "Oman") -> Claim:
    """The event that the words of an article tell."""
    aimed = mention(parsed, target, "state" if target[0].isupper() else "thing") if target else None
    return make_claim(parsed.article, trigger, mention(parsed, agent), aimed)


def when(parsed: Parsed, claim: Claim, *others: Claim) -> tuple[str, str] | None:
    """The date of a claim that stands among others, and its words."""
    found = attach(parsed, (claim, *others), GAZETTEER)[0].when
    return (found.edtf, found.span.of(parsed.article.text)) if found else None


def test_a_date_on_the_predicate_is_the_acts() -> None:
    """ "France praised Oman on Wednesday": Wednesday."""
    parsed = parsed_of(f"{PRAISED}; on IN 5 case; Wednesday NNP 2 obl")
    assert ("2024-02-07", "Wednesday") == when(parsed, act(parsed))


def test_a_date_on_a_noun_of_action_is_the_acts() -> None:
    """ "The call on Wednesday": the call was on Wednesday."""
    parsed = parsed_of(
        f"{FRANCE.format(2)}; valued|value VBD 0 root; the DT 4 det; call NN 2 obj; on IN 6 case; "
        f"Wednesday NNP 4 nmod; with IN 8 case; Oman NNP 4 nmod LOC"
    )
    assert ("2024-02-07", "Wednesday") == when(parsed, act(parsed, "call"))


def test_an_act_without_a_date_has_none() -> None:
    """Nothing is guessed: the article's own date is not the act's."""
    parsed = parsed_of(PRAISED)
    assert None is when(parsed, act(parsed))


@pytest.mark.parametrize(
    "rest",
    [
        "for IN 6 case; Sunday NNP 6 nmod:poss; election NN 2 obl",
        "for IN 6 case; its PRP$ 6 nmod:poss; victory NN 2 obl; on IN 8 case; Sunday NNP 2 obl",
        "until IN 5 case; Sunday NNP 2 obl",
    ],
)
def test_the_date_of_another_happening_is_not_the_acts(rest: str) -> None:
    """A date of an election, or one that only bounds the act, is not the act's."""
    parsed = parsed_of(f"{PRAISED}; {rest}")
    assert None is when(parsed, act(parsed))


def test_the_date_after_a_thing_praised_may_be_the_things() -> None:
    """In "praised the parade on Sunday" nobody can tell: no date."""
    parsed = parsed_of(
        f"{FRANCE.format(2)}; praised|praise VBD 0 root; the DT 4 det; parade NN 2 obj; on IN 6 case; Sunday NNP 2 obl"
    )
    assert None is when(parsed, act(parsed, target="the parade"))


def test_the_date_of_saying_is_not_that_of_what_is_said() -> None:
    """ "Peru said on Monday that France praised Oman": Monday is when Peru said so."""
    said = (
        "Peru NNP 2 nsubj LOC; said|say VBD 0 root; on IN 4 case; Monday NNP 2 obl; that IN 7 mark; "
        "France NNP 7 nsubj LOC; praised|praise VBD 2 ccomp; Oman NNP 7 obj LOC"
    )
    parsed = parsed_of(said)
    assert None is when(parsed, act(parsed))


def test_who_acts_by_speaking_acts_when_he_speaks() -> None:
    """ "The vote was a sham, Peru said on Monday": Peru's verdict is of Monday."""
    parsed = parsed_of(
        "The DT 2 det; vote NN 5 nsubj; was|be AUX 5 cop; a DT 5 det; sham NN 0 root; , , 8 punct; "
        "Peru NNP 8 nsubj LOC; said|say VBD 5 parataxis; on IN 10 case; Monday NNP 8 obl"
    )
    assert ("2024-02-05", "Monday") == when(parsed, act(parsed, "sham", "Peru", "The vote"))


def test_a_clause_without_a_subject_shares_the_date() -> None:
    """ "On Monday France phoned Oman and praised it": both on Monday."""
    parsed = parsed_of(
        "On IN 2 case; Monday NNP 4 obl; France NNP 4 nsubj LOC; phoned|phone VBD 0 root; Oman NNP 4 obj LOC; "
        "and CC 7 cc; praised|praise VBD 4 conj; it PRP 7 obj"
    )
    assert ("2024-02-05", "Monday") == when(parsed, act(parsed))


def test_a_date_in_a_quotation_belongs_to_what_is_said_there() -> None:
    """An act told outside a quotation does not take a date from inside it."""
    parsed = parsed_of(
        f"{PRAISED}; , , 6 punct; saying|say VBG 2 advcl; “ `` 8 punct; come VB 6 ccomp; on IN 10 case; "
        "Monday NNP 8 obl; ” '' 8 punct"
    )
    quoted = make_quotation(parsed.article, "come on Monday", cue="saying")
    assert None is when(parsed, act(parsed), quoted)


def test_a_line_of_a_diary() -> None:
    """ "7 February: France praised Oman": that day."""
    parsed = parsed_of(
        "7 CD 2 nummod; February NNP 5 obl; : : 5 punct; France NNP 5 nsubj LOC; praised|praise VBD 0 root; "
        "Oman NNP 5 obj LOC"
    )
    assert ("2024-02-07", "7 February") == when(parsed, act(parsed))


# --- figures

OLD = (
    "In IN 4 case; the DT 4 det; 2018 CD 4 nummod; election NN 6 obl; she PRP 6 nsubj; won|win VBD 0 root; "
    "86 CD 8 nummod; percent NN 6 obj; . . 6 punct"
)


def test_a_figure_of_an_earlier_election_has_its_year() -> None:
    """A figure about 2018 in an article of 2024 is of 2018."""
    parsed = parsed_of(OLD)
    assert ("2018", "2018") == when(parsed, make_figure(parsed.article, "86", "vote_share"))


def test_two_figures_with_a_date_each() -> None:
    """ "92 percent on Wednesday, up from 86 percent in 2018": each has its own."""
    parsed = parsed_of(
        "She PRP 2 nsubj; won|win VBD 0 root; 92 CD 4 nummod; percent NN 2 obj; on IN 6 case; Wednesday NNP 2 obl; "
        "from IN 9 case; 86 CD 9 nummod; percent NN 2 obl; in IN 11 case; 2018 CD 9 nmod"
    )
    figures = [make_figure(parsed.article, number, "vote_share") for number in ("92", "86")]
    assert [("2024-02-07", "Wednesday"), ("2018", "2018")] == [when(parsed, figure) for figure in figures]


TURNOUT = "Turnout NN 4 nsubj; was|be AUX 4 cop; 74 CD 4 nummod; percent NN 0 root; . . 4 punct"


def test_a_figure_of_a_vote_goes_on_with_the_election_before_it() -> None:
    """The next sentence of the paragraph speaks of the same election; another measure, or "this time", does not."""
    parsed = parsed_of(OLD, TURNOUT)
    assert ("2018", "2018") == when(parsed, make_figure(parsed.article, "74", "turnout"))
    assert None is when(parsed, make_figure(parsed.article, "74", "other"))
    now = parsed_of(OLD, TURNOUT.replace("Turnout NN 4 nsubj", "Now RB 4 advmod").replace("; .", "; . "))
    assert None is when(now, make_figure(now.article, "74", "turnout"))


def test_another_paragraph_is_another_matter() -> None:
    """An election told of in the paragraph before dates nothing here."""
    parsed = parsed_of(OLD, TURNOUT, kinds=("paragraph", "paragraph"))
    assert None is when(parsed, make_figure(parsed.article, "74", "turnout"))


def test_a_quotation_was_said_when_its_cue_says() -> None:
    """ "X said on Monday: “…”": Monday, and without a cue nothing is known."""
    parsed = parsed_of(
        "Peru NNP 2 nsubj LOC; said|say VBD 0 root; on IN 4 case; Monday NNP 2 obl; : : 2 punct; “ `` 7 punct; "
        "come VB 2 ccomp; home RB 7 advmod; ” '' 7 punct"
    )
    speaker = mention(parsed, "Peru")
    assert ("2024-02-05", "Monday") == when(parsed, make_quotation(parsed.article, "come home", speaker, cue="said"))
    assert None is when(parsed, make_quotation(parsed.article, "come home", speaker))


def test_an_amount_needs_no_role() -> None:
    """A figure without roles, and one with a subject, have the same date."""
    parsed = parsed_of(OLD)
    subject = Role("subject", mention(parsed, "she", "person"))
    assert when(parsed, make_figure(parsed.article, "86", "votes", subject)) == ("2018", "2018")
