"""Whether two wordings can name one person."""

from __future__ import annotations

import pytest

from onrecord.data import load_gazetteer
from onrecord.resolve.names import name_key, read_person, same_person

SAME = [
    ("President Aliyev", "Ilham Aliyev"),
    ("Ilham Aliev", "İlham Əliyev"),
    ("Xi", "Xi Jinping"),
    ("Volodymyr Zelenskyy", "Zelensky"),
    ("Vladimir Putin", "Vladimir Vladimirovich Putin"),
    ("Alyaksandr Lukashenka", "Alexander Lukashenko"),
    ("Kasym-Zhomart Tokayev", "Qasym-Jomart Toqaev"),
    ("Jeyhun Bayramov", "Ceyhun Bayramov"),
    ("Sergey Lavrov", "Russian Foreign Minister Sergei Lavrov"),
    ("Joe Biden", "Joseph R. Biden, Jr."),
    ("R. T. Erdogan", "Recep Tayyip Erdoğan"),
    ("Kim Jong-un", "Kim Jong Un"),
    ("Ursula Von Der Leyen", "Ursula von der Leyen"),
    ("Bashar al-Assad", "Bashar Assad"),
    ("Ebrahim Raeisi", "Ebrahim Raisi"),
    ("Viktor Orban", "Orbán Viktor"),
    ("Hassan Rouhani", "Hasan Rohani"),
    ("Javad Zarif", "Mohammad Javad Zarif"),
]
DIFFERENT = [
    ("Fuad Aliyev", "Ilham Aliyev"),
    ("Aliyev", "Aliyeva"),
    ("Ilham Aliyev", "Mehriban Aliyeva"),
    ("Viktor", "Viktor Orban"),
    ("Mohammed bin Salman", "Salman bin Abdulaziz"),
    ("Heydar Aliyev", "Ilham Aliyev"),
    ("Li Qiang", "Li Keqiang"),
    ("George Bush", "Jeb Bush"),
    ("Lee", "Li Qiang"),
    ("Joe Biden", "Joe Baden"),
    ("", "Ilham Aliyev"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_titles_and_left_out_names_agree(one: str, other: str) -> None:
    """One person in two spellings, with or without titles, initials, patronymics and particles."""
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_given_names_must_agree(one: str, other: str) -> None:
    """A shared surname is not enough, and a woman's form of it is another's."""
    assert not same_person(one, other)
    assert not same_person(other, one)


def test_keys_are_equal_for_one_name() -> None:
    """The key leaves titles and spelling aside."""
    assert name_key("President Zelenskyy") == name_key("Zelensky")
    assert name_key("Kim Jong-un") == name_key("Kim Jong Un") != name_key("Kim Jong-il")


@pytest.mark.parametrize(
    ("wording", "name", "roles", "countries", "bodies"),
    [
        ("Turkey's foreign minister Hakan Fidan", "Hakan Fidan", ("foreign_minister",), ("TUR",), ()),
        ("Ilham Aliyev, the president of Azerbaijan", "Ilham Aliyev", ("head_of_state",), ("AZE",), ()),
        ("EU ambassador to Azerbaijan Peter Michalko", "Peter Michalko", ("diplomat",), (), ("EU",)),
        ("President of Turkey Recep Tayyip Erdogan", "Recep Tayyip Erdogan", ("head_of_state",), ("TUR",), ()),
        ("Turkish businessman Fettah Tamince", "Fettah Tamince", ("businessperson",), ("TUR",), ()),
        ("Michael Jordan", "Michael Jordan", (), (), ()),
        ("the head of state", "", ("head_of_state",), (), ()),
    ],
)
def test_a_wording_is_read_in_its_parts(
    wording: str, name: str, roles: tuple[str, ...], countries: tuple[str, ...], bodies: tuple[str, ...]
) -> None:
    """The name alone, the roles, and whom they serve; where someone is sent is not whom they serve."""
    said = read_person(wording, load_gazetteer())
    assert (name, roles, countries, bodies) == (
        said.name,
        tuple(r.role for r in said.roles),
        said.countries,
        said.bodies,
    )
