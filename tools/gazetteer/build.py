"""Makes the shipped gazetteer tables from the collected actor data.

    python tools/gazetteer/build.py ACTORS_DIR src/onrecord/gazetteer

Writes the tables named in ``MADE``; the word lists beside them (roles, titles, given names, …) are written by hand and
stay as they are. Corrections are in ``tools/gazetteer/hand/``. Sorted and without a clock: the same input gives the
same bytes. Standard library only.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "src"))

from onrecord.text import fold, name_key, name_words, same_name, same_name_word, spelling  # noqa: E402

Cells = dict[str, str]
MADE = ("countries", "country_names", "leaders", "organisations", "organisation_names", "members", "institutions",
        "parties", "outlets")  # fmt: skip
LATIN_MAX = 0x1EFF
BODY_OF = {"EUE": "EU"}  # codes of the collected data that are bodies under another id here


def read(path: Path) -> list[Cells]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{key: value or "" for key, value in row.items()} for row in csv.DictReader(file)]


def hand(name: str) -> list[Cells]:
    return read(HERE / "hand" / f"{name}.csv")


def write(folder: Path, name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(sorted({tuple(unicodedata.normalize("NFC", cell) for cell in row) for row in rows}))


def listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def latin(text: str) -> bool:
    return all(ord(char) <= LATIN_MAX or char in "’‘–" or unicodedata.combining(char) for char in text)


def bare(wording: str) -> str:
    return re.sub(r"^the\s+", "", wording, flags=re.IGNORECASE)


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


# --- Leaders


def leaders(actors: Path, codes: set[str], bodies: set[str]) -> list[tuple[str, ...]]:
    groups = given_groups()
    terms = [term for row in leader_rows(actors) for term in one_person_each(row)]
    terms = [clean(term, groups) for term in terms if term["place"] in codes | bodies]
    merged: list[Cells] = []
    for place in sorted({term["place"] for term in terms}):
        merged += merge_terms([term for term in terms if term["place"] == place], groups)
    for term, person in zip(merged, number_people(merged, groups), strict=True):
        term["person"] = person
    name_people(merged)
    columns = ("person", "place", "name", "aliases", "office", "role", "start", "end")
    return [tuple(term[column] for column in columns) for term in join_roles(merged)]


def given_groups() -> dict[str, str]:
    rows = read(HERE.parents[1] / "src" / "onrecord" / "gazetteer" / "given_names.csv")
    return {spelling(row["name"]): spelling(row["group"]) for row in rows if row["group"]}


def leader_rows(actors: Path) -> Iterator[Cells]:
    """Hand rows first, then the collected ones that still count; the source's rules for reading its dates applied."""
    for row in hand("leaders"):
        yield {**row, "by": "hand"}
    dropped = {(row["place"], row["name"]) for row in hand("not_leaders")}
    rows = read(actors / "leaders.csv")
    for row in sorted(rows, key=lambda r: (r["source"] != "hand" and r["end_basis"] != "hand", r["iso3"], r["name"])):
        if row["primary"] == "N" or (row["iso3"], row["name"]) in dropped:
            continue
        start, end = dates(row)
        abroad = any(row["iso3"] != home and re.search(names, row["name"]) for home, names in CROWNED_ABROAD)
        if (end and end < "1990-01-01") or "elect" in row["office"] or junk_name(row) or abroad:
            continue
        by = "hand" if "hand" in (row["source"], row["end_basis"]) or not row["end_basis"] else "source"
        yield {"place": BODY_OF.get(row["iso3"], row["iso3"]), "name": row["name"], "aliases": row["aliases"],
               "office": row["office"], "role": row["role"], "start": start, "end": end, "by": by}  # fmt: skip


CROWNED_ABROAD = (("GBR", r"(Charles III|Elizabeth II)$"), ("NLD", r"Willem-Alexander|Beatrix"))


def junk_name(row: Cells) -> bool:
    return bool(re.match(r"Q\d+$|\d", row["name"])) or row["name"] in ("Spain", "Kosovo", "al-ARADA")


def dates(row: Cells) -> tuple[str, str]:
    """Start and end as full ISO dates, the end excluded."""
    start, end, basis = row["start"], row["end"], row["end_basis"]
    if basis == "seen_once":
        return start or "2018-06-01", end or "2020-07-01"
    if basis == "unknown_after_last_seen" and not end:
        end = f"{int(row['last_seen'][:4]) + 1}{row['last_seen'][4:]}".replace("-02-29", "-03-01")
    if not start and row["first_seen"]:
        start = min(row["first_seen"], "2018-06-01" if row["first_seen"] == "2019-06-01" else row["first_seen"])
    start = start + "-01-01"[len(start) - 4 :] if len(start) in (4, 7) else start
    if len(end) == 4:
        end = f"{int(end) + 1}-01-01"
    elif len(end) == 7:
        year, month = int(end[:4]), int(end[5:])
        end = f"{year + month // 12}-{month % 12 + 1:02}-01"
    return start, ("" if end and start and end < start else end)


def one_person_each(row: Cells) -> Iterator[Cells]:
    """A row that names several people, as several rows."""
    names = [n.strip() for n in re.split(r", (?!Jr)| and ", row["name"]) if n.strip()]
    for name in names:
        whole = whole_name(name, row)
        if whole:
            yield {**row, "name": whole}


CROWNS = ("King", "Queen", "Grand Duke", "Emperor", "Pope", "Prince", "Monarch")
ONE_NAME = ("Boediono", "Hu'akavameiliku")  # people with one name


def whole_name(name: str, row: Cells) -> str:
    """A name of one word made whole from the row's other names; "" where it stays a fragment."""
    if " " in name or row["office"] in CROWNS or name in ONE_NAME or row["by"] == "hand":
        return name
    aliases = [alias for alias in listed(row["aliases"]) if "," not in alias and ")" not in alias]
    full = next((alias for alias in aliases if " " in alias and name_words(alias)), "")
    last = next((alias for alias in aliases if " " not in alias and latin(alias)), "")
    return full or (f"{name} {last}" if last and "." not in name and row["name"] == name else "")


TITLE = re.compile(
    r"^(?:(?:Lord|Sir|Pope|Cardinal|Archbishop|Ayatollah|Sayyid|Seyed|King|Queen|Prince|Dr\.?|Gen\.?|Ceo|Mann)\s+)+"
)


def clean(term: Cells, groups: Mapping[str, str]) -> Cells:
    """The term with the everyday name and only those other names that are the same person's."""
    everyday = {row["source_name"]: row["name"] for row in hand("everyday_names")}
    source = tidy(term["name"])
    monarch = re.search(r" [IVX]+$", source) is not None
    source = source if monarch else TITLE.sub("", source) or source
    name = everyday.get(source, source)
    others = dict.fromkeys(tidy(TITLE.sub("", alias)) for alias in [source, *listed(term["aliases"])])
    own = set(listed(term["aliases"])) if term.get("office") and term["by"] == "hand" else set()
    known = [alias for alias in others if alias and (alias in own or is_other_name(alias, name, source, groups))]
    if len(name.split()) > 1 and not monarch and " bin " not in name:
        known.append(surname(name, known))
    keep = sorted({alias for alias in known if name_key(alias) != name_key(name) and not bare_given(alias, name)})
    role = "head_of_state+head_of_government" if "+" in term["role"] else term["role"]
    return {**term, "name": name, "aliases": "|".join(keep), "role": role, "office": tidy_office(term)}


def tidy(name: str) -> str:
    """A name without brackets and stray capitals of the source."""
    name = re.sub(r"\s*[\[({\"].*?[\])}\"]", "", name).strip(" ,")
    name = re.sub(r"^House of Representatives |(?<=\S) of (?:the )?[A-Z]\w+(?: \w+)?$", "", name)
    return " ".join(re.sub(r"\b[^\W\d_a-z]{4,}\b", lambda m: m[0].title(), name).split())


def tidy_office(term: Cells) -> str:
    office = re.sub(r"\s+of the$|\s+of$|\s+and$", "", term["office"].strip())
    if term["role"].startswith("deputy"):
        office = re.sub(r"(Minister|Premier|President)s$", r"\1", office)
    return office[:1].upper() + office[1:]


def is_other_name(alias: str, name: str, source: str, groups: Mapping[str, str]) -> bool:
    words = name_words(alias)
    if len(words) > 1:
        return same_name(alias, name, groups) or same_name(alias, source, groups)
    known = (*name_words(name), *name_words(source))
    return bool(words) and any(close(words[0], word) for word in known[1:] or known)


def close(one: str, other: str) -> bool:
    """Whether two surnames are one in two spellings; looser than for texts, as both come from one row."""
    return same_name_word(one, other) or (one[:1] == other[:1] and len(set(one) ^ set(other)) <= 3 and len(one) > 4)


def surname(name: str, known: Sequence[str]) -> str:
    """The word a text uses alone: the collected one where there is one, else the last."""
    return next((alias for alias in known if len(alias.split()) == 1), name.split()[-1])


def bare_given(alias: str, name: str) -> bool:
    """Whether an alias is one given name and not the last of the whole name: it must not name a leader alone."""
    word = spelling(alias)
    return " " not in alias and (len(word) < 2 or (word in GIVEN and word != name_words(name)[-1]))


GIVEN = {
    spelling(row["name"])
    for row in read(HERE.parents[1] / "src" / "onrecord" / "gazetteer" / "given_names.csv")
    if row["group"] or row["name"] in ("Albert", "Charles", "Harald", "Jinping", "Abdallah")
}


def merge_terms(terms: list[Cells], groups: Mapping[str, str]) -> list[Cells]:
    """One term for the rows that tell the same one; the hand's dates win."""
    kept: list[Cells] = []
    for term in terms:
        twin = next((k for k in kept if same_term(k, term, groups)), None)
        if twin is None:
            kept.append(dict(term))
            continue
        names = {*listed(twin["aliases"]), *listed(term["aliases"]), term["name"]} - {twin["name"]}
        twin["aliases"] = "|".join(sorted(names))
        if twin["by"] != "hand":
            twin["start"] = min(filter(None, (twin["start"], term["start"])), default="")
            twin["end"] = max(twin["end"], term["end"]) if twin["end"] and term["end"] else ""
    return kept


def same_term(one: Cells, other: Cells, groups: Mapping[str, str]) -> bool:
    if not set(one["role"].split("+")) & set(other["role"].split("+")):
        return False
    if "Acting" in one["office"] + other["office"] and one["office"] != other["office"]:
        return False
    overlap = max(one["start"], other["start"]) < min(one["end"] or "9999", other["end"] or "9999")
    return overlap and same_person(one, other, groups)


def join_roles(terms: list[Cells]) -> list[Cells]:
    """One term for an office that the source lists twice, as head of state and of government."""
    kept: dict[tuple[str, ...], Cells] = {}
    for term in terms:
        key = (term["place"], term["person"], term["office"], term["start"])
        twin = kept.setdefault(key, term)
        if twin is not term:
            roles = {*twin["role"].split("+"), *term["role"].split("+")}
            twin["role"] = "+".join(sorted(roles, reverse=True))
            twin["end"] = max(twin["end"], term["end"]) if twin["end"] and term["end"] else ""
    return list(kept.values())


def name_people(terms: list[Cells]) -> None:
    """Gives every term of a person the name of the latest; the others become aliases."""
    groups: dict[str, list[Cells]] = defaultdict(list)
    for term in terms:
        groups[term["person"]].append(term)
    for person in groups.values():
        name = max(person, key=lambda t: (t["end"] or "9999", t["start"], t["name"]))["name"]
        others = {alias for t in person for alias in (*listed(t["aliases"]), t["name"])} - {name}
        for term in person:
            term["name"], term["aliases"] = name, "|".join(sorted(others))


def same_person(one: Cells, other: Cells, groups: Mapping[str, str]) -> bool:
    names = [[t["name"], *(a for a in listed(t["aliases"]) if " " in a)] for t in (one, other)]
    return any(same_name(a, b, groups) for a in names[0] for b in names[1])


def number_people(terms: list[Cells], groups: Mapping[str, str]) -> list[str]:
    """One id for each person: the same in all terms in one place, and between places where the full names are equal."""
    ids: list[str] = []
    for at, term in enumerate(terms):
        twins = (n for n in range(at) if terms[n]["place"] == term["place"] and same_person(terms[n], term, groups))
        twin = next(twins, None)
        ids.append(ids[twin] if twin is not None else f"{term['place']}:{slug(term['name'])}")
    for body in (n for n, t in enumerate(terms) if t["role"] == "international_official"):
        key = name_key(terms[body]["name"])
        home = next((n for n, t in enumerate(terms) if name_key(t["name"]) == key and n != body), None)
        if home is not None:
            ids[body] = ids[home]
    return ids


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


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
        sys.exit("usage: python tools/gazetteer/build.py ACTORS_DIR GAZETTEER_DIR")
    build(Path(sys.argv[1]), Path(sys.argv[2]))
