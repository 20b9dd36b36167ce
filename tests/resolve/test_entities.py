"""Who a mention is at a date, and what stays unresolved."""

from __future__ import annotations

import pytest

from onrecord.data import Gazetteer, load_gazetteer
from onrecord.resolve.entities import identify
from onrecord.types import Mention, MentionKind, Span


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def ask(
    gazetteer: Gazetteer,
    wording: str,
    kind: MentionKind,
    date: str | None = "2022-09-14",
    home: str | None = None,
    name: str | None = None,
) -> Mention:
    return identify(Mention(Span(0, len(wording)), kind, wording, name), gazetteer=gazetteer, date=date, home=home)


PEOPLE = [
    ("Iranian President Ebrahim Raisi", "2022-09-14", "Ebrahim Raisi", "IRN"),
    ("Raisi", "2022-09-14", "Ebrahim Raisi", "IRN"),
    ("the Turkish leader", "2022-09-14", "Recep Tayyip Erdogan", "TUR"),
    ("the EU's Charles Michel", "2022-09-14", "Charles Michel", None),
    ("the Russian president", "2022-09-14", "Vladimir Putin", "RUS"),
    ("Armenian Prime Minister Nikol Pashinyan", "2022-09-14", "Nikol Pashinyan", "ARM"),
    ("the Iranian president", "2019-06-01", "Hassan Rouhani", "IRN"),
    ("the Iranian president", "2024-08-15", "Masoud Pezeshkian", "IRN"),
    ("Lavrov", "2022-09-14", "Sergey Lavrov", "RUS"),
    ("UN Secretary-General", "2022-09-14", "António Guterres", None),
    ("Belarusian leader", "2021-05-25", "Alexander Lukashenko", "BLR"),
    ("the German chancellor", "2021-06-01", "Angela Merkel", "DEU"),
    ("the German chancellor", "2022-06-01", "Olaf Scholz", "DEU"),
    ("British Prime Minister", "2022-09-20", "Liz Truss", "GBR"),
    ("Turkey's foreign minister", "2022-09-14", "Mevlüt Çavuşoğlu", "TUR"),
    ("CIS Executive Secretary Sergei Lebedev", "2022-09-14", "Sergei Lebedev", None),
    ("NATO Secretary General Jens Stoltenberg", "2022-09-14", "Jens Stoltenberg", None),
    ("OSCE Secretary General Helga Schmid", "2022-09-14", "Helga Schmid", None),
    ("President of the European Council", "2022-09-14", "Charles Michel", None),
    ("former Belgian prime minister Charles Michel", "2022-09-14", "Charles Michel", "BEL"),
    ("King Charles", "2024-01-01", "Charles III", "GBR"),
    ("Pope Francis", "2022-09-14", "Francis", "VAT"),
    ("Jordan's King Abdullah II", "2022-09-14", "Abdallah II", "JOR"),
    ("Aliyev", "2024-02-08", "Ilham Aliyev", "AZE"),
]


@pytest.mark.parametrize(("wording", "date", "name", "country"), PEOPLE)
def test_people_in_office(gazetteer: Gazetteer, wording: str, date: str, name: str, country: str | None) -> None:
    """By name or by role, at a date; an official of an international body has no country."""
    mention = ask(gazetteer, wording, "person", date)
    assert mention.entity is not None
    assert (name, country, None) == (
        mention.entity.name,
        mention.country,
        mention.unresolved,
    )
    assert "person" == mention.entity.kind
    assert mention.entity.office


@pytest.mark.parametrize(
    ("wording", "country"),
    [
        ("Turkish businessman Fettah Tamince", "TUR"),
        ("the Turkish ambassador to Azerbaijan", "TUR"),
        ("Russian Foreign Ministry spokeswoman Maria Zakharova", "RUS"),
        ("Azerbaijani analyst Fuad Aliyev", "AZE"),
    ],
)
def test_people_by_their_country_alone(gazetteer: Gazetteer, wording: str, country: str) -> None:
    """Who is in no table has the country of the wording and no entity."""
    mention = ask(gazetteer, wording, "person")
    assert (None, country, None) == (mention.entity, mention.country, mention.unresolved)


@pytest.mark.parametrize(
    "wording",
    [
        "Fuad Aliyev",
        "Michael Jordan",
        "the head of state",
        "journalist Aliyev",
        "EU ambassador Peter Michalko",
        "the OSCE mission head Artis Pabriks",
        "UN envoy Jan Novak",
        "Rodriguez",
        "he",
    ],
)
def test_people_who_stay_unresolved(gazetteer: Gazetteer, wording: str) -> None:
    """No entity, no country, and a reason."""
    mention = ask(gazetteer, wording, "person")
    assert (None, None) == (mention.entity, mention.country)
    assert mention.unresolved


def test_a_shared_surname_is_ambiguous_until_home_settles_it(gazetteer: Gazetteer) -> None:
    """Two presidents of one surname are both named in the reason; the home country decides."""
    mention = ask(gazetteer, "Japarov", "person", "2023-01-01")
    assert (None, "ambiguous: Akylbek Japarov; Sadyr Japarov") == (mention.entity, mention.unresolved)
    titled = ask(gazetteer, "Kyrgyz President Japarov", "person", "2023-01-01")
    assert titled.entity is not None
    assert "Sadyr Japarov" == titled.entity.name


def test_the_articles_full_name_outranks_a_bare_surname(gazetteer: Gazetteer) -> None:
    """Where the article names Fuad Aliyev, "Aliyev" is not the president."""
    assert ask(gazetteer, "Aliyev", "person", name="Fuad Aliyev").entity is None


@pytest.mark.parametrize(
    ("wording", "iso3", "name"),
    [
        ("Moscow", "RUS", "Russia"),
        ("Türkiye", "TUR", "Turkey"),
        ("the Kremlin", "RUS", "Russia"),
        ("Burma", "MMR", "Myanmar"),
        ("the Elysee", "FRA", "France"),
        ("Baku", "AZE", "Azerbaijan"),
        ("Georgia", "GEO", "Georgia"),
    ],
)
def test_states_get_their_english_name(gazetteer: Gazetteer, wording: str, iso3: str, name: str) -> None:
    """A capital or a metonym named as an actor is the state."""
    mention = ask(gazetteer, wording, "state")
    assert mention.entity is not None
    assert (iso3, name, iso3) == (mention.country, mention.name, mention.entity.id)


def test_an_ambiguous_state_names_its_readings(gazetteer: Gazetteer) -> None:
    """ "Congo" is not guessed; the home country settles it."""
    assert "ambiguous: DR Congo; Congo-Brazzaville" == ask(gazetteer, "Congo", "state").unresolved
    assert "COG" == ask(gazetteer, "Congo", "state", home="COG").country
    assert "ambiguous: Seychelles; person" == ask(gazetteer, "Victoria", "state").unresolved


@pytest.mark.parametrize(
    ("wording", "country", "entity"),
    [
        ("EU", None, "EU"),
        ("United Nations", None, "UN"),
        ("CIS", None, "CIS"),
        ("OSCE", None, "OSCE"),
        ("NATO", None, "NATO"),
        ("CSTO", None, "CSTO"),
        ("OSCE Minsk Group", None, "OSCE-MG"),
        ("the European Commission", None, "EC"),
        ("Organization of Turkic States", None, "OTS"),
        ("Russian Foreign Ministry", "RUS", "RUS:foreign_ministry"),
        ("Azerbaijani Defense Ministry", "AZE", "AZE:defence_ministry"),
        ("the State Duma", "RUS", "RUS:legislature"),
        ("the Turkish embassy in Baku", "TUR", "TUR:embassy"),
        ("Georgian Dream", "GEO", "GEO:Georgian Dream"),
        ("the ruling New Azerbaijan Party", "AZE", "AZE:New Azerbaijan Party"),
        ("TASS", "RUS", "outlet:TASS"),
        ("Fars News Agency", "IRN", "outlet:Fars News Agency"),
        ("Milli Majlis", "AZE", "AZE:legislature"),
    ],
)
def test_organisations(gazetteer: Gazetteer, wording: str, country: str | None, entity: str) -> None:
    """International bodies have no country; ministries, parliaments, embassies, parties and outlets have theirs."""
    mention = ask(gazetteer, wording, "organization")
    assert mention.entity is not None
    assert (country, entity, None) == (
        mention.country,
        mention.entity.id,
        mention.unresolved,
    )


def test_a_national_institution_belongs_to_the_home_country(gazetteer: Gazetteer) -> None:
    """Without a country in the words or a home it stays unplaced."""
    assert "ARM" == ask(gazetteer, "the Foreign Ministry of the country", "organization", home="ARM").country
    assert "AZE" == ask(gazetteer, "the Central Election Commission", "organization", home="AZE").country
    unplaced = ask(gazetteer, "the Central Election Commission", "organization")
    assert (None, "unplaced: an institution without a country") == (unplaced.country, unplaced.unresolved)


@pytest.mark.parametrize("wording", ["Progress", "the bloc", "Alliance", "Congress", "Line of Law"])
def test_words_are_no_organisations(gazetteer: Gazetteer, wording: str) -> None:
    """A common word alone is no party and no body."""
    mention = ask(gazetteer, wording, "organization")
    assert (None, None) == (mention.entity, mention.country)
    assert mention.unresolved


def test_groups_and_places(gazetteer: Gazetteer) -> None:
    """A group has the country or body it names; a capital as a place keeps its own name."""
    members, officials = ask(gazetteer, "CSTO member states", "group"), ask(gazetteer, "Turkish officials", "group")
    assert members.entity is not None
    assert ("CSTO", None, "TUR") == (
        members.entity.id,
        members.country,
        officials.country,
    )
    assert "group: of several countries" == ask(gazetteer, "leaders of Russia and Turkey", "group").unresolved
    baku = ask(gazetteer, "Baku", "place")
    assert baku.entity is not None
    assert ("Baku", "place", "AZE") == (baku.entity.name, baku.entity.kind, baku.country)
