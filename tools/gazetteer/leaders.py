"""The table of leaders: one row for each term of each person, made from collected terms and corrections by hand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from onrecord.text import fold, name_key, name_words, same_name, same_name_word, spelling
from tools.gazetteer.cells import HERE, Cells, hand, latin, listed, read

BODY_OF = {"EUE": "EU"}  # codes of the collected data that are bodies under another id here


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
