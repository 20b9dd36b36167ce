"""Who is meant within an article, on trees written by hand."""

from __future__ import annotations

import pytest

from onrecord.data import load_gazetteer
from onrecord.find import find_events
from onrecord.resolve.in_article import Resolution
from onrecord.types import Parsed
from tests.trees import parsed_of, trees_of

GAZETTEER = load_gazetteer()
RAIN = "Rain NN 2 nsubj; fell|fall VBD 0 root; . . 2 punct"
WON = "{} PRP 2 nsubj; won|win VBD 0 root; . . 2 punct"
THE = "The DT 2 det; {} NN 3 nsubj; won|win VBD 0 root; . . 3 punct"
OBSERVERS = "The DT 2 det; observers|observer NNS 3 nsubj; came|come VBD 0 root; . . 3 punct"
STATES = (
    "Norway NNP 4 nsubj LOC; and CC 3 cc; Peru NNP 1 conj LOC; praised|praise VBD 0 root; "
    "Oman NNP 4 obj LOC; . . 4 punct"
)
VERA_OF_NORWAY = (
    "Vera NNP 8 nsubj PER; Dahlgren NNP 1 flat PER; , , 4 punct; president NN 1 appos; of IN 6 case; "
    "Norway NNP 4 nmod LOC; "
    ", , 4 punct; spoke|speak VBD 0 root; . . 8 punct"
)
CANDIDATES = (
    "Candidates|candidate NNS 2 nmod:desc; Boris NNP 7 nsubj PER; Okrent NNP 2 flat PER; and CC 5 cc; "
    "Petra NNP 2 conj PER; "
    "Lund NNP 5 flat PER; came|come VBD 0 root; . . 7 punct"
)


def met(one: str, other: str) -> str:
    """ "First Last met First Last."""
    (a, b), (c, d) = one.split(), other.split()
    return (
        f"{a} NNP 3 nsubj PER; {b} NNP 1 flat PER; met|meet VBD 0 root; {c} NNP 3 obj PER; "
        f"{d} NNP 4 flat PER; . . 3 punct"
    )


def resolution(parsed: Parsed) -> Resolution:
    """Who is meant in an article, its quotations found by the rules."""
    quotations = tuple(claim for claim in find_events(parsed, GAZETTEER) if claim.kind == "quotation")
    return Resolution(parsed.article, trees_of(parsed), quotations, GAZETTEER)


def meant(*sentences: str, word: str, at: int = -1, **layout) -> list[str | None]:
    """Whom a word of a sentence (the last one) stands for, by name."""
    parsed = parsed_of(*sentences, **layout)
    at = range(len(sentences))[at]
    actors = resolution(parsed).at.get((at, parsed.sentences[at].words.index(word)), ())
    return [actor.name for actor in actors]


# --- he and she


def test_he_is_the_subject_before_the_object() -> None:
    """ "Boris met Igor. He won.": Boris, who is spoken of."""
    assert ["Boris Okrent"] == meant(met("Boris Okrent", "Igor Velkov"), WON.format("He"), word="He")


def test_he_is_the_subject_wherever_it_stands() -> None:
    """ "With Igor, Boris spoke. He won.": Boris, though Igor comes first."""
    spoke = (
        "With IN 2 case; Igor NNP 5 obl PER; , , 5 punct; Boris NNP 5 nsubj PER; spoke|speak VBD 0 root; . . 5 punct"
    )
    assert ["Boris"] == meant(spoke, WON.format("He"), word="He")


@pytest.mark.parametrize(("pronoun", "name"), [("He", "Boris Okrent"), ("She", "Petra Lund")])
def test_gender_is_stronger_than_place(pronoun: str, name: str) -> None:
    """Of a man and a woman "she" is the woman, whoever is the subject."""
    for pair in (("Boris Okrent", "Petra Lund"), ("Petra Lund", "Boris Okrent")):
        assert [name] == meant(met(*pair), WON.format(pronoun), word=pronoun)


def test_the_last_sentence_is_stronger_than_the_one_before() -> None:
    """Whoever was mentioned last is meant, other things being equal."""
    boris, igor = (f"{name} NNP 2 nsubj PER; won|win VBD 0 root; . . 2 punct" for name in ("Boris", "Igor"))
    assert [["Igor"], ["Boris"]] == [
        meant(first, second, WON.format("He"), word="He") for first, second in ((boris, igor), (igor, boris))
    ]


def test_a_pronoun_teaches_the_gender_of_a_name_that_does_not_tell() -> None:
    """Once "she" has meant Xylo Okrent, "he" no longer can."""
    xylo = "Xylo NNP 3 nsubj PER; Okrent NNP 1 flat PER; came|come VBD 0 root; . . 3 punct"
    assert [["Xylo Okrent"], []] == [
        meant(xylo, WON.format("She"), word="She"),
        meant(xylo, WON.format("She"), WON.format("He"), word="He"),
    ]


def test_a_title_tells_the_gender() -> None:
    """ "Ms. Okrent" is no "he"."""
    title = "Ms. NNP 2 nmod:desc; Okrent NNP 3 nsubj PER; came|come VBD 0 root; . . 3 punct"
    assert [["Okrent"], []] == [meant(title, WON.format(form), word=form) for form in ("She", "He")]


def test_nobody_is_the_object_of_his_own_verb() -> None:
    """In "Okrent called him" the object is not Okrent, though he would be the likeliest."""
    called = "Okrent NNP 2 nsubj PER; called|call VBD 0 root; him PRP 2 obj; . . 2 punct"
    assert ["Igor Velkov"] == meant(met("Boris Okrent", "Igor Velkov"), called, word="him")


def test_nobody_is_the_object_of_a_second_verb_of_his() -> None:
    """In "Okrent came and thanked him" the subject is shared, and still not the object."""
    called = (
        "Okrent NNP 2 nsubj PER; came|come VBD 0 root; and CC 4 cc; thanked|thank VBD 2 conj; him PRP 4 obj; "
        ". . 2 punct"
    )
    assert ["Igor Velkov"] == meant(met("Boris Okrent", "Igor Velkov"), called, word="him")


def test_his_own_may_be_the_subjects() -> None:
    """In "Okrent called his mother" the mother is Okrent's."""
    called = "Okrent NNP 2 nsubj PER; called|call VBD 0 root; his PRP$ 4 nmod:poss; mother NN 2 obj; . . 2 punct"
    assert ["Boris Okrent"] == meant(met("Igor Velkov", "Boris Okrent"), called, word="his")


def test_his_in_a_fronted_phrase_is_the_subject_that_follows() -> None:
    """ "In his message, Igor Velkov spoke": Velkov's, not that of whoever stood before."""
    fronted = (
        "In IN 3 case; his PRP$ 3 nmod:poss; message NN 7 obl; , , 7 punct; Igor NNP 7 nsubj PER; "
        "Velkov NNP 5 flat PER; "
        "spoke|speak VBD 0 root; . . 7 punct"
    )
    boris = "Boris NNP 3 nsubj PER; Okrent NNP 1 flat PER; came|come VBD 0 root; . . 3 punct"
    assert ["Igor Velkov"] == meant(boris, fronted, word="his")


@pytest.mark.parametrize("pronoun", ["He", "She", "They", "It"])
def test_where_nobody_was_mentioned_nobody_is_meant(pronoun: str) -> None:
    """Nothing is guessed."""
    assert [] == meant(RAIN, WON.format(pronoun), word=pronoun)


def test_a_state_is_no_he() -> None:
    """Only persons are "he"."""
    assert [] == meant(STATES, WON.format("He"), word="He")


# --- names and offices


def test_a_headline_already_knows_the_full_name_below() -> None:
    """The surname in the title is who the first paragraph names in full."""
    title = "Okrent NNP 2 nsubj PER; wins|win VBZ 0 root"
    sentences = (title, met("Boris Okrent", "Igor Velkov"))
    assert ["Boris Okrent"] == meant(*sentences, word="Okrent", at=0, kinds=("title", "paragraph"))


def test_an_office_in_a_headline_is_whoever_holds_it_below() -> None:
    """ "The president won" above the report of President Vera Dahlgren."""
    sentences, kinds = (THE.format("president"), VERA_OF_NORWAY), ("title", "paragraph")
    assert ["Vera Dahlgren"] == meant(*sentences, word="president", at=0, kinds=kinds)


@pytest.mark.parametrize("office", ["president NN", "leader NN"])
def test_an_office_is_whoever_holds_it_in_the_article(office: str) -> None:
    """ "The president", "the leader" is the president named before, whoever came between."""
    between = met("Boris Okrent", "Igor Velkov")
    word, tag = office.split()
    assert ["Vera Dahlgren"] == meant(VERA_OF_NORWAY, between, THE.format(word).replace("NN", tag), word=word)


def test_the_head_of_state_is_the_president() -> None:
    """Another word for the same office."""
    head = "The DT 2 det; head NN 5 nsubj; of IN 4 case; state NN 2 nmod; won|win VBD 0 root; . . 5 punct"
    assert ["Vera Dahlgren"] == meant(VERA_OF_NORWAY, met("Boris Okrent", "Igor Velkov"), head, word="head")


def test_another_office_is_somebody_else() -> None:
    """ "The ambassador" is not the president; nor is "a president", nor "the president of Peru"."""
    peru = "The DT 2 det; president NN 5 nsubj; of IN 4 case; Peru NNP 2 nmod LOC; won|win VBD 0 root"
    assert [["The ambassador"], ["A president"], ["The president of Peru"]] == [
        meant(VERA_OF_NORWAY, THE.format("ambassador"), word="ambassador"),
        meant(VERA_OF_NORWAY, THE.format("president").replace("The", "A"), word="president"),
        meant(VERA_OF_NORWAY, peru, word="president"),
    ]


def test_an_office_with_its_country_is_whoever_holds_it_there() -> None:
    """Of two presidents "the Norwegian president" is Norway's, though Peru's was mentioned last."""
    peru = VERA_OF_NORWAY.replace("Vera", "Boris").replace("Dahlgren", "Okrent").replace("Norway", "Peru")
    norwegian = "The DT 3 det; Norwegian JJ 3 amod; president NN 4 nsubj; won|win VBD 0 root"
    assert ["Vera Dahlgren"] == meant(VERA_OF_NORWAY, peru, norwegian, word="president")


def test_an_office_beside_a_name_is_that_person() -> None:
    """ "The president, Vera Dahlgren," is one person."""
    sentence = (
        "The DT 2 det; president NN 6 nsubj; , , 4 punct; Vera NNP 2 appos PER; Dahlgren NNP 4 flat PER; "
        "won|win VBD 0 root"
    )
    assert ["Vera Dahlgren"] == meant(sentence, word="president")


def test_his_counterpart_is_the_other_countrys_office_holder() -> None:
    """ "His Turkish counterpart" is the Turk of the article who is not in this clause already."""
    kerem = VERA_OF_NORWAY.replace("Vera", "Kerem").replace("Dahlgren", "Aksoyan").replace("Norway", "Turkey")
    counterpart = (
        "Vera NNP 3 nsubj PER; Dahlgren NNP 1 flat PER; met|meet VBD 0 root; her PRP$ 6 nmod:poss; Turkish JJ 6 amod; "
        "counterpart NN 3 obj; . . 3 punct"
    )
    assert ["Kerem Aksoyan"] == meant(kerem, VERA_OF_NORWAY, counterpart, word="counterpart")


def test_a_counterpart_whom_nobody_names_stays_a_description() -> None:
    """Where the article has no Turk, "her Turkish counterpart" is in its own words, and Turkey's."""
    counterpart = (
        "Vera NNP 3 nsubj PER; Dahlgren NNP 1 flat PER; met|meet VBD 0 root; her PRP$ 6 nmod:poss; Turkish JJ 6 amod; "
        "counterpart NN 3 obj; . . 3 punct"
    )
    parsed = parsed_of(VERA_OF_NORWAY, counterpart)
    (actor,) = resolution(parsed).at[1, 5]
    assert ("her Turkish counterpart", "TUR", False) == (actor.name, actor.country, actor.named)


COUNTERPART = (
    "{0} NNP 3 nsubj PER; {1} NNP 1 flat PER; met|meet VBD 0 root; his PRP$ 6 nmod:poss; {2} JJ 6 amod; "
    "counterpart NN 3 obj; . . 3 punct"
)


def test_a_counterpart_is_not_in_the_clause_already() -> None:
    """Of two Norwegians, the counterpart whom one of them met is the other, though mentioned before."""
    petra = VERA_OF_NORWAY.replace("Vera", "Petra").replace("Dahlgren", "Lund")
    met_her = COUNTERPART.format("Vera", "Dahlgren", "Norwegian").replace("his", "her")
    assert ["Petra Lund"] == meant(petra, VERA_OF_NORWAY, met_her, word="counterpart")


def test_nobody_is_his_own_counterpart() -> None:
    """Who met "his Norwegian counterpart" met somebody else."""
    met_him = COUNTERPART.format("Vera", "Dahlgren", "Norwegian")
    assert ["his Norwegian counterpart"] == meant(VERA_OF_NORWAY, met_him, word="counterpart")


def test_a_counterpart_has_the_same_office() -> None:
    """A foreign minister's Norwegian counterpart is not the president of Norway."""
    minister = (
        "Boris NNP 10 nsubj PER; Okrent NNP 1 flat PER; , , 6 punct; the DT 6 det; foreign JJ 6 amod; "
        "minister NN 1 appos; of IN 8 case; Peru NNP 6 nmod LOC; , , 6 punct; spoke|speak VBD 0 root; . . 10 punct"
    )
    met_him = COUNTERPART.format("Boris", "Okrent", "Norwegian")
    assert ["his Norwegian counterpart"] == meant(VERA_OF_NORWAY, minister, met_him, word="counterpart")


def test_a_man_of_a_country_is_the_one_who_was_named() -> None:
    """ "The Norwegian" is the person of Norway."""
    sentence = "The DT 2 det; Norwegian NNP 3 nsubj; won|win VBD 0 root"
    assert ["Vera Dahlgren"] == meant(VERA_OF_NORWAY, sentence, word="Norwegian")


@pytest.mark.parametrize(
    "body",
    [
        "of IN 8 case; the DT 8 det; European NNP 8 amod ORG; Council NNP 4 nmod ORG",
        "of IN 8 case; the DT 8 det; United NNP 8 amod ORG; Nations NNP 4 nmod ORG",
    ],
    ids=["European Council", "United Nations"],
)
def test_an_official_of_an_international_body_has_no_country(body: str) -> None:
    """Who leads one is nobody's president at home, though the story is set in a country."""
    official = (
        "Marta NNP 9 nsubj PER; Lindqvist NNP 1 flat PER; , , 4 punct; president NN 1 appos; "
        f"{body}; spoke|speak VBD 0 root; . . 9 punct"
    )
    parsed = parsed_of(STATES, official)
    (actor,) = resolution(parsed).at[1, 0]
    assert ("Marta Lindqvist", None, True) == (actor.name, actor.country, actor.of_a_body)


def test_the_president_of_a_body_is_not_the_president() -> None:
    """After "the president of Norway", "the president of the European Council" is somebody else."""
    council = (
        "The DT 2 det; president NN 7 nsubj; of IN 6 case; the DT 6 det; European NNP 6 amod ORG; "
        "Council NNP 2 nmod ORG; "
        "won|win VBD 0 root"
    )
    assert ["The president of the European Council"] == meant(VERA_OF_NORWAY, council, word="president")


# --- several


def test_both_are_the_two_named_together() -> None:
    """ "Boris and Petra came. Both won."""
    assert ["Boris Okrent", "Petra Lund"] == meant(CANDIDATES, "Both DT 2 nsubj; won|win VBD 0 root", word="Both")


def test_the_two_of_an_office_are_those_who_hold_it() -> None:
    """ "The two leaders" are the two presidents, named one after another."""
    peru = VERA_OF_NORWAY.replace("Vera", "Boris").replace("Dahlgren", "Okrent").replace("Norway", "Peru")
    two = "The DT 3 det; two CD 3 nummod; leaders|leader NNS 4 nsubj; met|meet VBD 0 root"
    assert ["Vera Dahlgren", "Boris Okrent"] == meant(VERA_OF_NORWAY, peru, two, word="leaders")


@pytest.mark.parametrize(
    ("phrase", "word"),
    [
        ("each DT 2 obj; of IN 6 case; the DT 6 det; candidates|candidate NNS 3 nmod", "each"),
        ("the DT 4 det; candidates|candidate NNS 2 obj", "candidates"),
        ("each DT 4 det; candidate NN 2 obj", "candidate"),
        ("both DT 4 det; candidates|candidate NNS 2 obj", "candidates"),
    ],
)
def test_each_of_the_candidates_is_everyone_the_article_lists(phrase: str, word: str) -> None:
    """Whoever was named as a candidate is meant by "each of the candidates", "the candidates", "each candidate"."""
    thanks = f"Norway NNP 2 nsubj LOC; thanked|thank VBD 0 root; {phrase}"
    assert ["Boris Okrent", "Petra Lund"] == meant(CANDIDATES, thanks, word=word)


def test_three_candidates_are_not_the_two_that_were_named() -> None:
    """A count that differs is another group."""
    three = "The DT 3 det; three CD 3 nummod; candidates|candidate NNS 4 nsubj; met|meet VBD 0 root"
    assert ["The three candidates"] == meant(CANDIDATES, three, word="candidates")


def test_names_below_a_colon_are_the_group_before_it() -> None:
    """ "Two candidates ran: Boris Okrent, Petra Lund.": the candidates."""
    ran = (
        "Two CD 2 nummod; candidates|candidate NNS 3 nsubj; ran|run VBD 0 root; : : 3 punct; Boris NNP 2 appos PER; "
        "Okrent NNP 5 flat PER; , , 8 punct; Petra NNP 5 conj PER; Lund NNP 8 flat PER; . . 3 punct"
    )
    assert ["Boris Okrent", "Petra Lund"] == meant(
        ran, OBSERVERS.replace("observers|observer", "candidates|candidate"), word="candidates"
    )


def test_they_are_the_states_named_together() -> None:
    """ "Norway and Peru praised Oman. They won.": Norway and Peru."""
    assert ["Norway", "Peru"] == meant(STATES, WON.format("They"), word="They")


def test_they_are_the_last_group() -> None:
    """A group mentioned after is nearer than two named together, and a pair named after is nearer than a group."""
    assert [["The observers"], ["Norway", "Peru"]] == [
        meant(STATES, OBSERVERS, WON.format("They"), word="They"),
        meant(OBSERVERS, STATES, WON.format("They"), word="They"),
    ]


def test_they_are_not_those_who_do_it_to_them() -> None:
    """In "the observers thanked them" the thanked are others."""
    thanked = "The DT 2 det; observers|observer NNS 3 nsubj; thanked|thank VBD 0 root; them PRP 3 obj"
    assert ["Norway", "Peru"] == meant(STATES, thanked, word="them")


def test_the_same_words_for_a_group_are_the_same_group() -> None:
    """ "The observers … the observers" are one."""
    parsed = parsed_of(OBSERVERS, RAIN, OBSERVERS)
    found = resolution(parsed).at
    assert found[0, 1] == found[2, 1]


# --- it


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("OSCE NNP 2 nsubj ORG; came|come VBD 0 root; . . 2 punct", "OSCE"),
        ("Norway NNP 2 nsubj LOC; came|come VBD 0 root; . . 2 punct", "Norway"),
        (
            "The DT 3 det; foreign JJ 3 amod; ministry NN 4 nsubj; came|come VBD 0 root; . . 4 punct",
            "The foreign ministry",
        ),
    ],
)
def test_it_is_a_body_or_a_state(before: str, name: str) -> None:
    """What acts as "it" is the body or state mentioned last, never a person."""
    boris = "Boris NNP 2 nsubj PER; spoke|speak VBD 0 root; . . 2 punct"
    assert [name] == meant(before, boris, WON.format("It"), word="It")


def test_it_that_is_judged_is_the_election() -> None:
    """In "it was fair" the vote is fair, not the body that watched."""
    vote = "OSCE NNP 2 nsubj ORG; watched|watch VBD 0 root; the DT 4 det; vote NN 2 obj; . . 2 punct"
    fair = "It PRP 3 nsubj; was|be AUX 3 cop; fair JJ 0 root; . . 3 punct"
    assert ["the vote"] == meant(vote, fair, word="It")


def test_it_that_means_nothing_means_nothing() -> None:
    """ "It is raining in Norway": an expletive."""
    sentence = "It PRP 2 expl; rains|rain VBZ 0 root; . . 2 punct"
    assert [] == meant(STATES, sentence, word="It")


@pytest.mark.parametrize("pronoun", ["It", "They"])
def test_a_pronoun_does_not_reach_back_for_ever(pronoun: str) -> None:
    """Seven sentences later nobody remembers which body it was."""
    assert [] == meant(STATES, *[RAIN] * 7, WON.format(pronoun), word=pronoun)


def test_the_ministry_is_the_one_that_was_named() -> None:
    """A bare "the ministry" is the ministry before it; another kind of body is another."""
    first = "The DT 3 det; foreign JJ 3 amod; ministry NN 4 nsubj; came|come VBD 0 root; . . 4 punct"
    assert [["The foreign ministry"], ["The court"]] == [
        meant(first, THE.format(word), word=word) for word in ("ministry", "court")
    ]


def test_a_body_told_apart_by_its_kind_or_its_name_is_another() -> None:
    """A body of the same kind whose own words say otherwise is not the one that was named."""
    named = "Nordic NNP 2 compound ORG; Commission NNP 3 nsubj ORG; met|meet VBD 0 root; . . 3 punct"
    bare = "The DT 2 det; commission NN 3 nsubj; met|meet VBD 0 root; . . 3 punct"
    other = "The DT 3 det; poll NN 3 compound; commission NN 4 nsubj; met|meet VBD 0 root; . . 4 punct"
    assert ["Nordic Commission"] == meant(named, bare, word="commission")
    assert ["Nordic Commission"] != meant(named, other, word="commission")


def test_the_country_is_the_state_mentioned_last() -> None:
    """ "The country" after "Norway and Peru praised Oman" is Oman."""
    assert ["Oman"] == meant(STATES, THE.format("country"), word="country")


# --- in quotations


QUOTED = (
    "“ `` 4 punct; I PRP 4 nsubj; gladly RB 4 advmod; thank VBP 0 root; you PRP 4 obj; , , 4 punct; ” '' 4 punct; "
    "Vera NNP 10 nsubj PER; Dahlgren NNP 8 flat PER; told|tell VBD 4 parataxis; Boris NNP 10 obj PER; "
    "Okrent NNP 11 flat PER; "
    ". . 10 punct"
)


@pytest.mark.parametrize(("word", "name"), [("I", "Vera Dahlgren"), ("you", "Boris Okrent")])
def test_i_is_who_speaks_and_you_is_who_is_spoken_to(word: str, name: str) -> None:
    """In quotation marks the first person is the speaker and the second the addressee."""
    assert [name] == meant(QUOTED, word=word)


def test_outside_quotation_marks_i_is_nobody() -> None:
    """Who writes the article is not in it."""
    assert [] == meant(met("Boris Okrent", "Igor Velkov"), WON.format("I"), word="I")


def test_the_same_article_is_understood_the_same_way() -> None:
    """A second reading gives the same names at the same places."""
    parsed = parsed_of(VERA_OF_NORWAY, STATES, CANDIDATES, OBSERVERS, WON.format("They"), QUOTED)
    first, second = (
        {place: [actor.name for actor in actors] for place, actors in resolution(parsed).at.items()} for _ in range(2)
    )
    assert first == second
