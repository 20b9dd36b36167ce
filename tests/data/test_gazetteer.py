"""The gazetteer: what its rows promise, row by row, and the wordings that must not be guessed."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from onrecord import data
from onrecord.data import Gazetteer, load_gazetteer
from onrecord.errors import DataError

SHIPPED = Path(data.__file__).parent.parent / "gazetteer"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def test_every_wording_of_a_country_resolves_to_it_or_is_marked(gazetteer: Gazetteer) -> None:
    """A name, demonym, capital or metonym gives its country, alone or (where marked) with the country near."""
    wrong = []
    for row in gazetteer.country_names:
        match = gazetteer.country(row.wording, near=(row.iso3,) if row.need == "context" else ())
        if match is None or match.iso3 != row.iso3:
            wrong.append(row)
    assert [] == wrong


def test_no_wording_marked_for_context_resolves_alone(gazetteer: Gazetteer) -> None:
    """A wording that needs context is None until the context names the country."""
    alone = [row for row in gazetteer.country_names if row.need == "context" and gazetteer.country(row.wording)]
    assert [] == [row for row in alone if gazetteer.country(row.wording).iso3 == row.iso3]  # type: ignore[union-attr]


def test_every_leader_is_found_by_full_name(gazetteer: Gazetteer) -> None:
    """A leader's full name, and each other full name in the row, gives that person."""
    lost = [
        (leader.name, name)
        for leader in gazetteer.leaders
        for name in (leader.name, *(alias for alias in leader.aliases if " " in alias))
        if all(found.id != leader.id for found in gazetteer.leaders_named(name, None))
    ]
    assert [] == lost


def test_every_organisation_is_found_by_name_and_acronym(gazetteer: Gazetteer) -> None:
    """An organisation's name and every wording of it that needs no context give it."""
    lost = [body.name for body in gazetteer.organisations if gazetteer.organisation_in_context(body.name) != body]
    alone = [n for n in gazetteer.organisation_names if n.need != "context"]
    unfound = [n.wording for n in alone if gazetteer.organisation(n.wording) != n.target]
    assert ([], []) == (lost, unfound)


def test_every_institution_is_found_in_its_country(gazetteer: Gazetteer) -> None:
    """An institution's wording gives its country, alone or (where marked) with the country near."""
    lost = [
        named
        for named in gazetteer.institution_names
        if (found := gazetteer.institution(named.wording, near=(named.target.iso3,))) is None  # type: ignore[union-attr]
        or found.iso3 != named.target.iso3  # type: ignore[union-attr]
    ]
    assert [] == lost


def test_every_party_and_outlet_is_found_in_its_country(gazetteer: Gazetteer) -> None:
    """A party is found by its name where its country is given, an outlet by each of its domains."""
    parties = [p.name for p, _ in gazetteer.parties if gazetteer.party(p.name, p.iso3) is None]
    domains = [d for o, _ in gazetteer.outlets for d in o.domains if gazetteer.outlet(d) is None]
    assert ([], []) == (parties, domains)


@pytest.mark.parametrize(
    ("wording", "iso3"),
    [
        ("the Turkish", "TUR"),
        ("Turkey's", "TUR"),
        ("TURKEY", "TUR"),
        ("Republic of Türkiye", "TUR"),
        ("the Republic of Kazakhstan", "KAZ"),
        ("Georgia", "GEO"),
        ("Jordan", "JOR"),
        ("Chad", "TCD"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Guinea", "GIN"),
        ("Equatorial Guinea", "GNQ"),
        ("Guinea-Bissau", "GNB"),
        ("Dominica", "DMA"),
        ("the Dominican Republic", "DOM"),
        ("South Korea", "KOR"),
        ("North Korea", "PRK"),
        ("DR Congo", "COD"),
        ("Republic of Congo", "COG"),
        ("US", "USA"),
        ("U.S.", "USA"),
        ("the United States'", "USA"),
        ("UK", "GBR"),
        ("UAE", "ARE"),
        ("Polish", "POL"),
        ("Burma", "MMR"),
        ("Kyiv", "UKR"),
        ("Kiev", "UKR"),
        ("Dutch", "NLD"),
        ("Chinese", "CHN"),
        ("the Kremlin", "RUS"),
        ("the Élysée", "FRA"),
        ("Elysee Palace", "FRA"),
        ("the White House", "USA"),
        ("Downing Street", "GBR"),
        ("Foggy Bottom", "USA"),
        ("Akorda", "KAZ"),
        ("Bundestag", "DEU"),
        ("Malé", "MDV"),
        ("Sofia", "BGR"),
        ("Washington", "USA"),
        ("Azerbaycan", "AZE"),
    ],
)
def test_a_country_is_known_by_its_usual_wordings(gazetteer: Gazetteer, wording: str, iso3: str) -> None:
    """Names, demonyms, capitals and metonyms, with "the", a possessive or a style before them."""
    match = gazetteer.country(wording)
    assert match is not None
    assert iso3 == match.iso3


@pytest.mark.parametrize(
    "wording",
    [
        "Congo",
        "Korea",
        "Korean",
        "Congolese",
        "Dominican",
        "Victoria",
        "Georgetown",
        "Kingston",
        "San Jose",
        "Nassau",
        "Santiago",
        "Brussels",
        "The Hague",
        "CAR",
        "us",
        "turkey",
        "polish",
        "male",
        "Male",
        "pole",
        "Siberia",
        "Island",
        "Atlantis",
        "",
        "the",
    ],
)
def test_a_wording_that_says_too_little_is_no_country(gazetteer: Gazetteer, wording: str) -> None:
    """What two countries share, what names people or towns elsewhere, and what is a common word stay None."""
    assert gazetteer.country(wording) is None


def test_context_settles_an_ambiguous_wording(gazetteer: Gazetteer) -> None:
    """With one of the countries near, the wording is that one; with its rival near, a sure wording is not sure."""
    near = {
        w: gazetteer.country(w, near=("COD", "KOR", "SYC", "JAM")) for w in ("Congo", "Korea", "Victoria", "Kingston")
    }
    assert ["COD", "KOR", "SYC", "JAM"] == [match.iso3 for match in near.values() if match]
    assert gazetteer.country("Georgia", near=("USA",)) is None
    assert gazetteer.country("Congo", near=("COD", "COG")) is None


@pytest.mark.parametrize(
    ("name", "date", "ids"),
    [
        ("Ilham Aliyev", "2024-02-08", ["AZE:ilham-aliyev"]),
        ("İlham Əliyev", "2024-02-08", ["AZE:ilham-aliyev"]),
        ("Ilham Aliev", "2024-02-08", ["AZE:ilham-aliyev"]),
        ("Aliyev", "2024-02-08", ["AZE:ilham-aliyev"]),
        ("Aliyev", "2000-01-01", ["AZE:heydar-aliyev"]),
        ("Fuad Aliyev", None, []),
        ("Fuad Aliyev", "2024-02-08", []),
        ("Aliyeva", "2023-01-01", ["AZE:mehriban-aliyeva"]),
        ("Lukashenka", "2024-01-01", ["BLR:alexander-lukashenko"]),
        ("Aleksandr Lukashenko", "2024-01-01", ["BLR:alexander-lukashenko"]),
        ("Qasym-Jomart Toqaev", "2024-01-01", ["KAZ:kassym-jomart-tokayev"]),
        ("Tokayev", "2024-01-01", ["KAZ:kassym-jomart-tokayev"]),
        ("Zelenskyy", "2024-01-01", ["UKR:volodymyr-zelensky"]),
        ("Vladimir Zelensky", "2024-01-01", ["UKR:volodymyr-zelensky"]),
        ("Raisi", "2022-09-14", ["IRN:ebrahim-raisi"]),
        ("Raisi", "2019-01-01", []),
        ("Michael Jordan", None, []),
        ("Charles", "2024-01-01", []),
        ("", None, []),
        ("Mohammed bin Salman", "2024-01-01", ["SAU:mohammed-bin-salman"]),
        ("Li", "2024-01-01", ["CHN:li-qiang"]),
    ],
)
def test_leaders_are_named_in_any_spelling_at_a_date(
    gazetteer: Gazetteer, name: str, date: str | None, ids: list[str]
) -> None:
    """Spellings and transliterations agree, given names must agree, and a term counts on its dates only."""
    assert ids == sorted({leader.id for leader in gazetteer.leaders_named(name, date)})


def test_offices_change_hands_on_their_dates(gazetteer: Gazetteer) -> None:
    """The holder of an office is the one of that day."""
    asked = [
        ("DEU", "leader", "2021-06-01"),
        ("DEU", "leader", "2022-06-01"),
        ("IRN", "head_of_government", "2024-08-15"),
        ("GBR", "head_of_government", "2022-09-20"),
        ("TUR", "leader", "2022-09-14"),
        ("RUS", "foreign_minister", "2024-01-01"),
    ]
    held = [{leader.name for leader in gazetteer.office_holders(*question)} for question in asked]
    expected = [
        "Angela Merkel",
        "Olaf Scholz",
        "Masoud Pezeshkian",
        "Liz Truss",
        "Recep Tayyip Erdogan",
        "Sergey Lavrov",
    ]
    assert [{name} for name in expected] == held


def test_terms_lie_in_order(gazetteer: Gazetteer) -> None:
    """No term ends before it starts, and a body's official has no country."""
    assert all((leader.country is None) != (leader.body is None) for leader in gazetteer.leaders)
    assert not [x for x in gazetteer.leaders if x.start and x.end and x.end < x.start]


def test_members_at_a_date(gazetteer: Gazetteer) -> None:
    """Membership is that of the day: the United Kingdom leaves the EU, Georgia the CIS."""
    assert ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK") == gazetteer.members("CSTO", "2024-01-01")
    assert "GBR" in gazetteer.members("EU", "2019-01-01")
    assert "GBR" not in gazetteer.members("EU", "2021-01-01")
    assert "GEO" in gazetteer.members("CIS", "2005-01-01")
    assert "GEO" not in gazetteer.members("CIS", None)


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("EU", "EU"),
        ("the European Union", "EU"),
        ("UN", "UN"),
        ("U.N.", "UN"),
        ("CIS", "CIS"),
        ("OSCE", "OSCE"),
        ("OSCE Minsk Group", "OSCE-MG"),
        ("Organization of Turkic States", "OTS"),
        ("Arab League", "LAS"),
        ("WHO", "WHO"),
        ("who", None),
        ("is", None),
        ("IS", None),
        ("the bloc", None),
        ("the Commission", None),
        ("AI", None),
    ],
)
def test_organisations_by_name_and_acronym(gazetteer: Gazetteer, wording: str, expected: str | None) -> None:
    """Acronyms count in capitals only; a word that only the article explains is none."""
    body = gazetteer.organisation(wording)
    assert expected == (body.id if body else None)


@pytest.mark.parametrize(
    ("wording", "iso3", "kind"),
    [
        ("Turkish foreign ministry", "TUR", "foreign_ministry"),
        ("State Department", "USA", "foreign_ministry"),
        ("Azerbaijan's Central Election Commission", "AZE", "election_commission"),
        ("the Kremlin", "RUS", "executive"),
        ("Bundestag", "DEU", "legislature"),
        ("the Turkish embassy in Baku", "TUR", "embassy"),
        ("Embassy of Turkey in Azerbaijan", "TUR", "embassy"),
        ("Milli Majlis", "AZE", "legislature"),
        ("Ministry of Foreign Affairs of the Republic of Kazakhstan", "KAZ", "foreign_ministry"),
        ("the Russian Defence Ministry", "RUS", "defence_ministry"),
        ("Kenya's Ministry of Water", "KEN", "ministry"),
        ("Ministry of Ecology of Georgia", "GEO", "ministry"),
        ("the National Assembly of Armenia", "ARM", "legislature"),
    ],
)
def test_institutions_by_rule_and_by_name(gazetteer: Gazetteer, wording: str, iso3: str, kind: str) -> None:
    """A ministry, a parliament, a commission or an embassy with its country, in either order."""
    found = gazetteer.institution(wording)
    assert found is not None
    assert (iso3, kind) == (found.iso3, found.kind)


@pytest.mark.parametrize(
    "wording", ["Central Election Commission", "Congress", "the Foreign Ministry", "parliament", "MIT"]
)
def test_an_institution_without_its_country_is_none(gazetteer: Gazetteer, wording: str) -> None:
    """Which country's is not guessed."""
    assert gazetteer.institution(wording) is None


def test_party_names_that_are_words_need_a_country(gazetteer: Gazetteer) -> None:
    """ "Progress", "Alliance", "Justice" and "Labour" alone are no party; in a country they may be."""
    assert [None] * 6 == [gazetteer.party(w) for w in ("Progress", "Alliance", "Justice", "Labour", "US", "the bloc")]
    labour, unique = gazetteer.party("Labour", "GBR"), gazetteer.party("New Azerbaijan Party")
    assert labour is not None
    assert "Labour Party" == labour.name
    assert unique is not None
    assert "AZE" == unique.iso3


def test_outlets_by_name_and_domain(gazetteer: Gazetteer) -> None:
    """A domain may have more before it; a name that is also a word counts in its own capitals only."""
    found = {
        w: gazetteer.outlet(w)
        for w in ("TASS", "en.apa.az", "https://www.reuters.com/world", "Trend", "trend", "report")
    }
    assert ["RUS", "AZE", "GBR", "AZE", None, None] == [outlet and outlet.iso3 for outlet in found.values()]


def test_common_nouns_say_who_can_act() -> None:
    """A driver is a person, a committee a body; a table can do nothing."""
    gazetteer = load_gazetteer()
    assert ["person", "body", None] == [gazetteer.people_noun(noun) for noun in ("driver", "committee", "table")]


def test_words_for_people(gazetteer: Gazetteer) -> None:
    """Roles in singular and plural, groups, titles and given names."""
    roles = {
        w: gazetteer.role(w) for w in ("prime minister", "heads of state", "Secretary-General", "spokeswoman", "table")
    }
    assert ["head_of_government", "head_of_state", "international_official", "spokesperson", None] == [
        role and role.role for role in roles.values()
    ]
    group, title = gazetteer.group_noun("leader"), gazetteer.title("Mr.")
    assert group is not None
    assert title is not None
    assert ("leaders", "m") == (group.of, title.gender)
    assert ["m", "f", None, None] == [gazetteer.gender(name) for name in ("Ilham", "Mehriban", "Andrea", "Xyzzy")]
    assert gazetteer.generic("Progress")
    assert not gazetteer.generic("Fidesz")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The Turkish Foreign Ministry thanked Baku .",
            [("Turkish Foreign Ministry", "TUR", True), ("Baku", "AZE", True)],
        ),
        (
            "Michael Jordan met Chad Wolf in Jordan .",
            [("Jordan", "JOR", False), ("Chad", "TCD", False), ("Jordan", "JOR", True)],
        ),
        ("It told us about the polish of a turkey .", []),
        ("MOSCOW AND US CRITICISE TURKEY", [("MOSCOW", "RUS", True), ("US", "USA", True), ("TURKEY", "TUR", True)]),
        ("Guinea - Bissau and Guinea", [("Guinea - Bissau", "GNB", True), ("Guinea", "GIN", True)]),
        ("EU and CIS observers", [("EU", None, True), ("CIS", None, True)]),
        (
            "Ministry of Foreign Affairs of the Republic of Kazakhstan",
            [("Ministry of Foreign Affairs of the Republic of Kazakhstan", "KAZ", True)],
        ),
        ("Georgia 's Central Election Commission", [("Georgia 's Central Election Commission", "GEO", True)]),
        ("the Central Election Commission said", [("Central Election Commission", None, False)]),
        ("Victoria said", [("Victoria", "SYC", False)]),
    ],
)
def test_spots(gazetteer: Gazetteer, sentence: str, expected: list[tuple[str, str | None, bool]]) -> None:
    """The longest names from the left, case counting unless all is in capitals, doubtful ones marked."""
    words = sentence.split()
    found = [(" ".join(words[s.start : s.end]), s.country, s.certain) for s in gazetteer.spot(words)]
    assert expected == found


def test_spotting_is_cheap(gazetteer: Gazetteer) -> None:
    """A sentence costs little: far more than 50,000 words a second even on a busy machine."""
    words = [
        "The",
        "Turkish",
        "Foreign",
        "Ministry",
        "said",
        "on",
        "Thursday",
        "that",
        "the",
        "leaders",
        "of",
        "the",
        "two",
        "countries",
        "had",
        "met",
        "in",
        "Baku",
        ".",
    ]
    gazetteer.spot(words)
    begun = time.perf_counter()
    for _ in range(1000):
        gazetteer.spot(words)
    assert 1000 * len(words) / (time.perf_counter() - begun) > 50_000


def test_the_tables_are_loaded_once_and_are_small() -> None:
    """The shipped tables stay under 4 MB and the same folder gives the same gazetteer."""
    assert load_gazetteer() is load_gazetteer()
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 4_000_000


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("country_names.csv", "ZZZ,Nowhere,name,,", "iso3 is 'ZZZ'"),
        ("country_names.csv", "TUR,,name,,", "wording is empty"),
        ("country_names.csv", "TUR,Anatolia,nickname,,", "how is 'nickname'"),
        ("leaders.csv", "TUR:x,TUR,X Y,,President,head_of_state,2014,", "start is '2014'"),
        ("leaders.csv", "TUR:x,TUR,X Y,,President,head_of_state,2014-01-01,2013-01-01", "before it starts"),
        ("roles.csv", "tsar,head_of_state,yes,x,tsars", "gender is 'x'"),
        ("members.csv", "EU,TUR", "2 cells"),
    ],
)
def test_a_bad_row_is_refused_with_its_place(tmp_path: Path, table: str, row: str, message: str) -> None:
    """The error names the table, the row and what is wrong."""
    folder = tmp_path / "gazetteer"
    shutil.copytree(SHIPPED, folder)
    path = folder / table
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, row]) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=message) as caught:
        load_gazetteer(folder)
    assert f"{table}, row {len(lines) + 1}" in str(caught.value)


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    """The error says which table is missing."""
    with pytest.raises(DataError, match="cannot be read"):
        load_gazetteer(tmp_path)
