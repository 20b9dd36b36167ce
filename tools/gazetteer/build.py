"""Makes the shipped gazetteer tables from the collected actor data.

    python -m tools.gazetteer.build ACTORS_DIR src/onrecord/gazetteer

Writes the tables named in ``MADE``; the word lists beside them (roles, titles, given names, …) are written by hand and
stay as they are. Corrections are in ``tools/gazetteer/hand/``. Sorted and without a clock: the same input gives the
same bytes. Needs OnRecord itself and nothing else.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from onrecord.text import fold
from tools.gazetteer.cells import Cells, bare, hand, latin, listed, read, write
from tools.gazetteer.leaders import leaders

MADE = ("countries", "country_names", "leaders", "organisations", "organisation_names", "members", "institutions",
        "parties", "outlets")  # fmt: skip


# --- Countries

ENGLISH_STYLE = re.compile(
    r"\b(of|Republic|Kingdom|State|States|Union|Federation|Confederation|Principality|Islands?)\b"
)


def countries(actors: Path) -> Iterator[tuple[str, ...]]:
    government = {row["iso3"] for row in hand("head_of_government_leads")}
    everyday = {"TUR": "Turkey", "NRU": "Nauru", "HKG": "Hong Kong", "MAC": "Macao", "PSE": "Palestine"}
    for row in read(actors / "countries.csv"):
        if row["iso3"] != "CYB":
            leads = "head_of_government" if row["iso3"] in government else "head_of_state"
            yield row["iso3"], row["iso2"], everyday.get(row["iso3"], row["name"]), row["kind"] or "territory", leads
    yield "ANT", "AN", "Netherlands Antilles", "former", "head_of_government"


def country_names(actors: Path, named: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Every wording for a country once per country, the hand's word on it first."""
    rows: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in hand("country_names"):
        rows.setdefault(
            (row["iso3"], bare(row["wording"])), tuple(row[c] for c in ("iso3", "wording", "how", "need", "rival"))
        )
    settled = {(iso3, fold(wording)) for iso3, wording in rows}
    dropped = {(row["iso3"], row["wording"]) for row in hand("not_country_names")}
    given = {fold(bare(wording)) for (_, wording), row in rows.items() if row[2] == "demonym"}
    for iso3, wording, how in source_names(actors, named):
        key = (iso3, fold(bare(wording)))
        if how == "demonym" and key not in settled and key[1] in given:
            continue  # "Dutch" for Aruba: the hand has said whose it is
        if key not in settled and (iso3, wording) not in dropped:
            settled.add(key)
            rows[iso3, bare(wording)] = (iso3, wording, how, "case" if len(wording) <= 3 else "", "")
    return mark_shared(list(rows.values()))


def source_names(actors: Path, named: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """The usable wordings of the collected table; the names before all else, so that they win."""
    table = [row for row in read(actors / "countries.csv") if row["iso3"] in named]
    shipped = {row["wording"] for row in hand("country_names")} | institution_wordings(actors)
    for iso3, name in named.items():
        yield iso3, name, "name"
    for row in table:
        wordings = (row["name"], row["official_name"], *listed(row["aliases"]))
        for wording in wordings:
            if wording and usable_name(wording, row["iso3"]):
                yield row["iso3"], wording, "name"
    for row in table:
        for wording in listed(row["demonyms"]):
            another = row["kind"] != "country" and wording in ("Dutch", "French", "Chinese", "British")
            if not another and wording not in named.values() and not re.search(r"men$|manmen|womanwomen", wording):
                yield row["iso3"], wording, "demonym"
        if row["capital"] and not re.search(r"\b(no official|administered| in )", row["capital"]):
            yield row["iso3"], row["capital"], "capital"
        for wording in listed(row["metonyms"]):
            if wording not in shipped and latin(wording):
                yield row["iso3"], wording, "metonym"


def usable_name(wording: str, iso3: str) -> bool:
    """Whether an alias is English in style or a local name long and plain enough to be no other word."""
    if not latin(wording) or re.search(r"[;\[\]()]|^[A-Z .,'-]{5,}$|, ", wording) or len(wording) > 60:
        return False
    return bool(ENGLISH_STYLE.search(wording)) or len(wording) >= 6


def mark_shared(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """A wording that two countries share needs context, unless it is the everyday name of one of them."""
    owners = defaultdict(set)
    for iso3, wording, *_ in rows:
        owners[fold(bare(wording))].add(iso3)
    marked = []
    for iso3, wording, how, need, rival in rows:
        others = owners[fold(bare(wording))] - {iso3}
        if others and need == "" and not (how == "name" and is_plain_name(rows, iso3, wording)):
            need, rival = "context", rival or "|".join(sorted(others))[:3]
        marked.append((iso3, wording, how, need, rival))
    return marked


def is_plain_name(rows: list[tuple[str, ...]], iso3: str, wording: str) -> bool:
    same = [row for row in rows if fold(bare(row[1])) == fold(bare(wording)) and row[0] != iso3]
    return all(row[2] != "name" for row in same)


# --- Institutions


def institution_wordings(actors: Path) -> set[str]:
    return {row[1] for row in institutions(actors)}


def institutions(actors: Path) -> Iterator[tuple[str, ...]]:
    context = {row["wording"] for row in hand("need_context")}
    given = {(row["iso3"], fold(bare(row["wording"]))): row for row in hand("institutions")}
    for row in given.values():
        yield row["iso3"], row["wording"], row["kind"], row["name"], row["need"]
    kinds = {"head_of_state": "executive", "executive_pm": "executive", "government": "executive"}
    for row in read(actors / "institutions.csv"):
        kind = kinds.get(row["kind"], row["kind"].removesuffix("_lower").removesuffix("_upper"))
        if row["iso3"] == "EUE" or kind in ("state", "historical", "party", "party_or_media", "residence", "agency"):
            continue
        for wording in institution_rows(row):
            if (row["iso3"], fold(bare(wording))) not in given:
                need = "context" if {wording, bare(wording)} & context else "case" if len(bare(wording)) <= 4 else ""
                yield row["iso3"], wording, kind, row["name"], need


def institution_rows(row: Cells) -> Iterator[str]:
    """Which wordings of a collected row say enough alone: the hand's all, the parliaments' own names only."""
    if row["source"] == "hand":
        yield from listed(row["aliases"])
    elif row["source"].startswith("CIA"):
        own = [w for w in listed(row["aliases"]) if latin(w) and len(w) > 6 and not GENERIC_HOUSE.match(fold(w))]
        yield from own
        if row["name"].count(" ") and re.search(r" of (?!the )[A-Z]\w+$", row["name"]):
            yield row["name"]


GENERIC_HOUSE = re.compile(
    r"(assembl|parl|asamblea|congres|conseil|consig|majlis|kongres|barlam|senat|legisl|national|skupstina|high court)"
)


# --- Organisations, parties, outlets

COUNTRY_BODIES = {"Hezbollah": "LBN", "Hamas": "PSE", "Houthis": "YEM", "Taliban": "AFG", "Wagner": "RUS"}


def organisations(actors: Path) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    bodies, names = [], []
    extra = hand("organisations")
    for row in [*read(actors / "organisations.csv"), *extra]:
        bodies.append((row["id"], row["name"], row["acronym"], row["kind"], COUNTRY_BODIES.get(row["id"], "")))
        wordings = dict.fromkeys(filter(None, (row["name"], row["acronym"], *listed(row["aliases"]))))
        for wording in {bare(w) if bare(w) in (row["name"], row["acronym"]) else w for w in wordings}:
            names.append((row["id"], wording, organisation_need(wording)))
    return bodies, names


def organisation_need(wording: str) -> str:
    if wording in {row["wording"] for row in hand("body_names_need_context")}:
        return "context"
    return "case" if len(wording) <= 5 and wording.isupper() else ""


def members(actors: Path, codes: set[str]) -> Iterator[tuple[str, ...]]:
    for row in read(actors / "organisation_members.csv"):
        if row["status"] == "member" and row["iso3"] in codes:
            start, end = (full_date(row["start"], 0), full_date(row["end"], 1))
            yield row["org_id"], row["iso3"], start, end


def full_date(date: str, years_on: int) -> str:
    """A date as given, or the first day of a year that is all the source says (of the next year, for an end)."""
    return f"{int(date) + years_on}-01-01" if len(date) == 4 else f"{date}-01" if len(date) == 7 else date


JUNK_PARTY = re.compile(r"[\[\]();:\"/]|  | or |leader\b|^various|^note|^none|^other|\d{4}", re.IGNORECASE)
DISTINCT = {"Fidesz", "Likud", "Frelimo", "FRELIMO", "Renamo", "Amanat", "Morena", "MPLA", "UNITA", "Musavat", "Syriza",
            "Jobbik", "Podemos", "SWAPO", "Batasuna", "Ennahda", "Hezbollah", "ZANU-PF", "AKP"}  # fmt: skip


def parties(actors: Path, codes: set[str], generic: set[str]) -> list[tuple[str, ...]]:
    rows: dict[tuple[str, str], Cells] = {}
    for row in read(actors / "ruling_parties.csv"):
        rows[row["iso3"], fold(row["name"])] = {**row, "acronym": "", "ruling": "yes"}
    for row in read(actors / "parties.csv"):
        name = " ".join(row["name"].split())
        if row["iso3"] not in codes or JUNK_PARTY.search(row["name"]) or not 2 < len(name) < 70 or not latin(name):
            continue
        known = rows.setdefault((row["iso3"], fold(name)), {**row, "name": name, "aliases": "", "acronym": ""})
        known["acronym"] = "|".join(dict.fromkeys([*listed(known["acronym"]), *listed(row["acronym"])]))
        known["aliases"] = "|".join(dict.fromkeys([*listed(known["aliases"]), *party_aliases(row)]))
    return [party_row(row, generic) for row in rows.values()]


def party_aliases(row: Cells) -> list[str]:
    """Other names that look like names: capitals, two words or more, nothing of the source's notes."""
    usable = (
        a for a in listed(row["aliases"]) if latin(a) and " " in a and a[:1].isupper() and not JUNK_PARTY.search(a)
    )
    return [alias for alias in usable if len(alias) < 70 and "party" not in alias.lower().split()[:-1]]


def party_row(row: Cells, generic: set[str]) -> tuple[str, ...]:
    words = re.findall(r"\w+", fold(bare(row["name"])))
    named = row["name"] in DISTINCT or row.get("ruling") or (len(words) > 1 and not set(words) <= generic)
    return row["iso3"], row["name"], row["acronym"], row["aliases"], "" if named else "context"


def outlets(actors: Path, codes: set[str], generic: set[str]) -> list[tuple[str, ...]]:
    rows: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in sorted(read(actors / "outlets.csv"), key=lambda r: r["source"] != "hand"):
        name = re.sub(r"^(?:Print|Radio|Television|TV|Online|Agency):\s*", "", row["name"].split("\n")[0]).strip()
        acronym = re.search(r"\s*\(([^()]{2,30})\)$", name)
        name = name[: acronym.start()] if acronym else name
        aliases = [*listed(row["aliases"])] if row["source"] == "hand" else []
        if acronym and acronym[1] not in aliases:
            aliases.append(acronym[1])
        domain = row["domain"].lower().removeprefix("www.").strip("/")
        key = (row["iso3"], fold(name))
        if row["iso3"] not in codes or not latin(name):
            continue
        known = rows.get(key)
        if known:
            aliases, domain = listed(known[1]), "|".join(dict.fromkeys(filter(None, (*listed(known[2]), domain))))
        need = known[6] if known else outlet_need(name, row["source"] == "hand", generic)
        kind, ownership = (known[4], known[5]) if known else (row["kind"], row["ownership"])
        rows[key] = (name, "|".join(aliases), domain, row["iso3"], kind, ownership, need)
    return list(rows.values())


def outlet_need(name: str, by_hand: bool, generic: set[str]) -> str:
    words = set(re.findall(r"\w+", fold(bare(name))))
    if words <= generic or (not by_hand and " " not in name):
        return "context"
    return "case" if len(name) <= 4 else ""


def generic_words(folder: Path) -> set[str]:
    return {fold(row["word"]) for row in read(folder / "generic_words.csv")}


def build(actors: Path, folder: Path) -> None:
    """Writes every table of ``MADE`` into the folder."""
    states = list(countries(actors))
    named = {row[0]: row[2] for row in states}
    codes = set(named)
    bodies, body_names = organisations(actors)
    ids = {row[0] for row in bodies}
    generic = generic_words(folder)
    write(folder, "countries", ("iso3", "iso2", "name", "kind", "leads"), states)
    write(folder, "country_names", ("iso3", "wording", "how", "need", "rival"), country_names(actors, named))
    terms = leaders(actors, codes, ids)
    write(folder, "leaders", ("person", "place", "name", "aliases", "office", "role", "start", "end"), terms)
    write(folder, "organisations", ("id", "name", "acronym", "kind", "country"), bodies)
    write(folder, "organisation_names", ("id", "wording", "need"), body_names)
    write(folder, "members", ("id", "iso3", "start", "end"), (r for r in members(actors, codes) if r[0] in ids))
    write(folder, "institutions", ("iso3", "wording", "kind", "name", "need"), once(institutions(actors), codes))
    write(folder, "parties", ("iso3", "name", "acronym", "aliases", "need"), parties(actors, codes, generic))
    columns = ("name", "aliases", "domains", "iso3", "kind", "ownership", "need")
    write(folder, "outlets", columns, outlets(actors, codes, generic))


def once(rows: Iterable[tuple[str, ...]], codes: set[str]) -> list[tuple[str, ...]]:
    """Each wording once in its country; a wording of two countries needs context in both."""
    kept = {(row[0], fold(bare(row[1]))): row for row in reversed(list(rows)) if row[0] in codes}
    owners = Counter(wording for _, wording in kept)
    return [(*row[:4], "context" if owners[key[1]] > 1 else row[4]) for key, row in kept.items()]


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python -m tools.gazetteer.build ACTORS_DIR GAZETTEER_DIR")
    build(Path(sys.argv[1]), Path(sys.argv[2]))
