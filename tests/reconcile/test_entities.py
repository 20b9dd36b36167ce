"""Spellings of one name are joined, namesakes stay apart, and every join says why."""

from __future__ import annotations

import random

import pytest

from onrecord.types import Entity, Judgement
from tests.reconcile.reports import Report, act, article, praises, reconciled, told, who

ALIKE = [
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskiy"),
    ("İlham Əliyev", "Ilham Aliyev"),
    ("Ilham Aliev", "Ilham Aliyev"),
    ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ("Recep Tayyip Erdoğan", "Tayyip Erdogan"),
    ("Qassym-Jomart Toqaev", "Kassym-Jomart Tokayev"),
    ("Oyelaran Tunde", "Tunde Oyelaran"),
    ("T. Oyelaran", "Tunde Oyelaran"),
    ("President Tunde Oyelaran", "Tunde Oyelaran"),
    ("Oyelaran", "Tunde Oyelaran"),
]
APART = [
    ("Fuad Aliyev", "Ilham Aliyev"),
    ("Tunde Oyelaran", "Kunle Oyelaran"),
    ("Mehriban Aliyeva", "Mehriban Aliyev-Hasanov"),
    ("Maria Santos", "Mario Santos"),
]


def _facts(*names: str) -> int:
    reports = [praises(f"paper{n}", name, "Rosa Quispe") for n, name in enumerate(names)]
    return len(reconciled(*reports).facts)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_spellings_of_one_name_make_one_actor(one: str, other: str) -> None:
    """Two reports that spell a name in two ways tell of one act."""
    assert 1 == _facts(one, other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_namesakes_are_two_actors(one: str, other: str) -> None:
    """People who share no more than a surname did two things."""
    assert 2 == _facts(one, other)


def test_a_surname_alone_that_two_could_bear_is_nobodys() -> None:
    """Where two fuller names end in it, a bare surname joins neither, and the record says so."""
    reports = [praises(f"paper{n}", name, "Rosa Quispe") for n, name in enumerate(("Fuad Asadov", "Ilham Asadov"))]
    made = reconciled(*reports, praises("third", "Asadov", "Rosa Quispe"))
    assert 3 == len(made.facts)
    assert ["unsure", "unsure"] == [join.verdict for join in made.joins if "Asadov" in (join.one, join.other)]


def test_countries_keep_namesakes_apart() -> None:
    """One full name in two countries is two people's."""
    reports = (
        praises("a", "Ana Costa", "Rosa Quispe", country="PRT"),
        praises("b", "Ana Costa", "Rosa Quispe", country="BRA"),
    )
    assert 2 == len(reconciled(*reports).facts)  # fmt: skip


def test_a_guessed_country_keeps_nobody_apart() -> None:
    """The country that an article merely plays in is no sign of two people."""
    text = "Election in Peru: the vote\nAna Costa praised Rosa Quispe."
    reports = []
    for name, country in (("a", "PER"), ("b", "BRA")):
        made = article(name, text)
        one = who(text, "Ana Costa", country=country, guessed=True)
        reports.append((made, (act(made, "PRAISE", one, who(text, "Rosa Quispe")),)))
    assert 1 == len(reconciled(*reports).facts)


def test_nobody_does_to_himself_what_one_does_to_another() -> None:
    """Actor and target of one claim are two, whatever their words have in common."""
    text = "Election in Peru: the vote\nCosta praised Ana Costa."
    made = article("a", text)
    at = who(text, "Ana Costa")
    fact = reconciled((made, (act(made, "PRAISE", who(text, "Costa"), at),))).facts[0]
    assert ("Costa", "Ana Costa", "asserted") == told(fact)


def test_an_office_is_its_holder() -> None:
    """ "The prime minister" of a country is the one person of the story who holds that office there."""
    text = "Election in Peru: the vote\nPrime Minister Ana Costa spoke; the prime minister praised Rosa Quispe."
    made = article("a", text)
    holder = Entity("ana costa:PER", "Ana Costa", "person", "PER", "prime minister")
    described = Entity("the prime minister:PER", "the prime minister", "person", "PER", "prime minister")
    known = who(text, "Ana Costa", entity=holder, country="PER")
    office = who(text, "the prime minister", entity=described, country="PER")
    claims = (
        act(made, "PRAISE", known, who(text, "Rosa Quispe")),
        act(made, "PRAISE", office, who(text, "Rosa Quispe")),
    )
    assert [("Ana Costa", "Rosa Quispe", "asserted")] == [told(fact) for fact in reconciled((made, claims)).facts]


def test_an_acronym_is_the_body_it_stands_for() -> None:
    """A body and its acronym are one, though no gazetteer knows it."""
    reports: list[Report] = []
    for name, body in (("a", "Andean League of Observers"), ("b", "ALO League")):
        text = f"Election in Peru: the vote\n{body} praised Rosa Quispe."
        made = article(name, text)
        words = body.removesuffix(" League") if name == "b" else body
        reports.append((made, (act(made, "PRAISE", who(text, words, "organization"), who(text, "Rosa Quispe")),)))
    assert 1 == len(reconciled(*reports).facts)


def test_what_people_judge_stands_above_the_words() -> None:
    """A person's "same" joins what the words do not, a person's "different" parts what they join."""
    same = Judgement("Ana Costa", "La Jefa", "same", "someone")
    different = Judgement("Ilham Asadov", "İlham Əsədov", "different", "someone")
    reports = [praises(f"p{n}", name, "Rosa Quispe") for n, name in enumerate(("Ana Costa", "La Jefa"))]
    assert (2, 1) == (len(reconciled(*reports).facts), len(reconciled(*reports, judged=(same,)).facts))
    reports = [praises(f"p{n}", name, "Rosa Quispe") for n, name in enumerate(("Ilham Asadov", "İlham Əsədov"))]
    assert (1, 2) == (len(reconciled(*reports).facts), len(reconciled(*reports, judged=(different,)).facts))
    assert {"someone"} == {join.by for join in reconciled(*reports, judged=(different,)).joins}


def test_no_chain_of_weak_likenesses_joins_two_people() -> None:
    """ "A. Costa" fits Ana Costa and Alda Costa; it makes no one person of them."""
    names = ("Ana Costa", "A. Costa", "Alda Costa")
    for seed in range(3):
        order = random.Random(seed).sample(names, 3)
        facts = reconciled(*(praises(f"p{n}", name, "Rosa Quispe") for n, name in enumerate(order))).facts
        assert {"Ana Costa", "Alda Costa"} <= {told(fact)[0] for fact in facts}


def test_two_hundred_spellings_are_bounded() -> None:
    """Two hundred spellings of one name end in few people, and quickly enough for a test."""
    letters = random.Random(7)
    names = {"Tunde Oyelaran"}
    while len(names) < 200:
        word = list("Oyelaran")
        for at in letters.sample(range(1, 8), 3):
            word[at] = letters.choice("aeiouylrn")
        names.add("Tunde " + "".join(word))
    made = reconciled(*(praises(f"p{n}", name, "Rosa Quispe") for n, name in enumerate(sorted(names))))
    assert 200 == sum(len(fact.asserted) for fact in made.facts)
    assert len(made.joins) <= 200 * 60
