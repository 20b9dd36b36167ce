"""Whom a question means: the names of a record's claims gathered into referents, and a name of a question found there.

A referent is everyone that the record calls by one name: the mentions with one entity name, with their wordings. A bare
surname belongs to the most frequent full name that holds it; "Fuad Aliyev" stays apart from "Ilham Aliyev".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal, Protocol

from onrecord.ask import vocabulary
from onrecord.ask.predicate import splits
from onrecord.text import fold, name_words
from onrecord.types import Claim, Judgement, Mention, MentionKind

Key = tuple[str, tuple[str, ...]]
SoughtKind = Literal["anyone", "named", "state", "office", "thing", "words", "unknown"]
OWNER = re.compile(r"^(?P<owner>.+?)(?:'s|(?<=s)') (?P<what>.+)$")


class CountryNamed(Protocol):
    """A country that a wording names."""

    @property
    def iso3(self) -> str:
        """Its ISO 3166 alpha-3 code."""

    @property
    def how(self) -> str:
        """Which of its wordings it is: its name, a demonym, its capital or a metonym."""


class CountryEntry(Protocol):
    """A country with its English name."""

    @property
    def name(self) -> str:
        """Its English name."""


class Body(Protocol):
    """An organisation with its id and name."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def name(self) -> str:
        """Its English name."""


class Places(Protocol):
    """What ask needs of a gazetteer."""

    def country(self, wording: str) -> CountryNamed | None:
        """The country that a wording names."""

    def country_by_code(self, iso3: str) -> CountryEntry:
        """The country with a code; KeyError where there is none."""

    def party(self, wording: str, iso3: str | None = None) -> object | None:
        """The political party that a wording names."""

    def organisation(self, wording: str) -> Body | None:
        """The organisation that a wording names."""

    def members(self, org_id: str, date: str | None) -> tuple[str, ...]:
        """The codes of an organisation's members on a date."""

    def outlet(self, name_or_domain: str) -> object | None:
        """The outlet with this name or domain."""


@dataclass(frozen=True, slots=True)
class Referent:
    """Everyone and everything that the record calls by one name.

    ``names`` are its wordings as sets of words; ``times`` how often it stands in the role asked for, and in any.
    """

    key: Key
    name: str
    kind: MentionKind
    country: str | None
    names: frozenset[frozenset[str]]
    times: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Directory:
    """The referents of a record, and which one each raw key belongs to."""

    referents: tuple[Referent, ...]
    belongs: Mapping[Key, Referent]

    def of(self, mention: Mention) -> Referent | None:
        """The referent of a mention, None where the mention is an unresolved pronoun or description."""
        key = raw_key(mention)
        return self.belongs.get(key) if key else None


@dataclass(frozen=True, slots=True)
class Sought:
    """Whom or what a question means; ``label`` is how the answer says it, ``notes`` what had to be chosen."""

    kind: SoughtKind
    label: str
    key: Key | None = None
    country: str | None = None
    words: frozenset[str] = frozenset()
    group: str = ""
    notes: tuple[str, ...] = ()


ANYONE = Sought("anyone", "anyone")


# ---------------------------------------------------------------- gathering


def country_of(mention: Mention) -> str | None:
    """The country of a mention, its entity's where it has none of its own."""
    return mention.country or (mention.entity.country if mention.entity else None)


def kind_of(mention: Mention) -> MentionKind:
    """What a mention names; the entity knows better than the words."""
    return mention.entity.kind if mention.entity else mention.kind


def best_name(mention: Mention) -> str:
    """The fullest name of a mention, without titles in front."""
    return untitled(mention.entity.name if mention.entity else mention.name or mention.wording)


def untitled(name: str) -> str:
    """The name without titles in front ("President Ilham Aliyev"), as long as a name is left and no "of" follows."""
    short = name.replace("’", "'").strip()
    while (title := vocabulary.pattern("words", "titles").match(short)) and title.end() < len(short):
        rest = short[title.end() :].lstrip(" .,")
        if not rest or re.match(r"(?:of|for|and)\b", rest):
            break
        short = rest
    return short or name


def words_of(name: str) -> frozenset[str]:
    """The words of a name for matching: folded, one spelling for the usual romanisations, without possessives."""
    plain = re.sub(r"'s\b|'(?!\w)", "", untitled(name).replace("’", "'"))
    return frozenset(name_words(plain.replace("-", " ").replace("_", " ")))


def raw_key(mention: Mention) -> Key | None:
    """What mentions of one name share; None for a pronoun or a description that nothing resolves."""
    kind = kind_of(mention)
    if kind == "state" and country_of(mention):
        return "state", (str(country_of(mention)),)
    if unnamed(mention):
        return None
    words = tuple(sorted(words_of(best_name(mention))))
    return (kind, words) if words else None


def unnamed(mention: Mention) -> bool:
    """Whether a mention is a pronoun or a person's description without a name."""
    if mention.entity or mention.name:
        return False
    plain = fold(mention.wording)
    return plain in vocabulary.words("words", "pronouns") or (mention.kind == "person" and plain == mention.wording)


def directory_of(claims: Iterable[Claim], role: str, judgements: Iterable[Judgement] = ()) -> Directory:
    """The referents of all the claims; how often they stand in ``role`` decides whom a bare surname means.

    What people say of names goes before: those that are one's are one referent, those that are not are kept apart.
    """
    seen: dict[Key, list[tuple[Mention, bool]]] = defaultdict(list)
    for claim in claims:
        for part in claim.roles:
            key = raw_key(part.mention)
            if key:
                seen[key].append((part.mention, part.name == role))
    belongs = _belongings(seen, judgements)
    merged: dict[Key, list[tuple[Mention, bool]]] = defaultdict(list)
    for key in sorted(seen):
        merged[belongs[key]].extend(seen[key])
    referents = {key: _referent(key, merged[key]) for key in sorted(merged)}
    return Directory(tuple(referents.values()), {key: referents[full] for key, full in belongs.items()})


def _belongings(seen: Mapping[Key, list[tuple[Mention, bool]]], judgements: Iterable[Judgement]) -> dict[Key, Key]:
    """For each key the key of the fullest name it belongs to: people's shorter names go to longer ones."""
    same, apart = _judged_keys(seen, judgements)
    by_word: dict[str, list[Key]] = defaultdict(list)
    people = [key for key in sorted(seen) if key[0] == "person"]
    for key in people:
        for word in key[1]:
            by_word[word].append(key)
    belongs = {key: key for key in seen}
    for key in sorted(people, key=lambda key: (-len(key[1]), key)):
        longer = (other for other in by_word[key[1][0]] if set(key[1]) < set(other[1]))
        fuller = [o for o in longer if _compatible(seen, key, o) and frozenset((key, o)) not in apart]
        belongs[key] = _most_frequent(seen, key, {belongs[other] for other in fuller})
    members: dict[Key, list[Key]] = defaultdict(list)
    for key, own in belongs.items():
        members[own].append(key)
    for pair in same:
        full = max((belongs[key] for key in pair), key=lambda key: (_weight(seen[key]), key))
        for own in sorted({belongs[key] for key in pair} - {full}):
            for key in members[own]:
                belongs[key] = full
            members[full] += members.pop(own)
    return belongs


def _judged_keys(
    seen: Mapping[Key, list[tuple[Mention, bool]]], judgements: Iterable[Judgement]
) -> tuple[list[frozenset[Key]], set[frozenset[Key]]]:
    """The pairs of keys that people say are one's, and those that they say are not."""
    by_name: dict[str, set[Key]] = defaultdict(set)
    pairs = tuple(judgements)
    for key, mentions in seen.items() if pairs else ():
        for mention, _ in mentions:
            for name in (mention.name, mention.entity.name if mention.entity else None):
                by_name[name or ""].add(key)
    same, apart = [], set()
    for said in pairs:
        keys = product(sorted(by_name.get(said.one, ())), sorted(by_name.get(said.other, ())))
        found = [frozenset(both) for both in keys]
        if said.verdict == "same":
            same.extend(found)
        else:
            apart.update(found)
    return same, apart


def _most_frequent(seen: Mapping[Key, list[tuple[Mention, bool]]], key: Key, fuller: set[Key]) -> Key:
    """The fuller name that a shorter one belongs to; the shorter stays by itself where none leads."""
    ranked = sorted(fuller, key=lambda other: _weight(seen[other]), reverse=True)
    if not ranked or (len(ranked) > 1 and _weight(seen[ranked[0]]) == _weight(seen[ranked[1]])):
        return key
    return ranked[0]


def _compatible(seen: Mapping[Key, list[tuple[Mention, bool]]], one: Key, other: Key) -> bool:
    countries = [{country_of(mention) for mention, _ in seen[key]} - {None} for key in (one, other)]
    return not countries[0] or not countries[1] or bool(countries[0] & countries[1])


def _weight(mentions: list[tuple[Mention, bool]]) -> tuple[int, int]:
    return sum(in_role for _, in_role in mentions), len(mentions)


def _referent(key: Key, mentions: list[tuple[Mention, bool]]) -> Referent:
    fullest = max(len(words_of(best_name(mention))) for mention, _ in mentions)
    names = Counter(
        best_name(mention) for mention, _ in mentions if len(words_of(best_name(mention))) > min(fullest, 2) - 1
    )
    countries = Counter(code for mention, _ in mentions if (code := country_of(mention)))
    wordings = {words for mention, _ in mentions for name in _all_names(mention) if (words := words_of(name))}
    times = _weight(mentions)
    return Referent(
        key, _commonest(names), kind_of(mentions[0][0]), _commonest(countries) or None, frozenset(wordings), times
    )


def _all_names(mention: Mention) -> tuple[str, ...]:
    names = (
        mention.entity.name if mention.entity else None,
        mention.name,
        None if unnamed(mention) else mention.wording,
    )
    return tuple(name for name in names if name)


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda item: (-counts[item], item), default="")


# ---------------------------------------------------------------- seeking


def seek(name: str | None, topic: str, directory: Directory, places: Places) -> tuple[Sought, str]:
    """Whom a name of a question means, and what of the topic is left when the name takes some of its words."""
    if name is None:
        return ANYONE, topic
    known = {words for referent in directory.referents for words in referent.names}
    for longer, rest in splits(name, topic):
        if rest == topic or words_of(longer) in known or _state(longer, directory, places):
            return _placed(_sought(longer, directory, places), rest, places)
    raise AssertionError("the last split leaves the topic as it was")


def _placed(sought: Sought, topic: str, places: Places) -> tuple[Sought, str]:
    """A thing with the country that the topic alone consists of ("the election", "in Azerbaijan")."""
    match = _country(topic[3:], places) if sought.kind == "thing" and topic.casefold().startswith("in ") else None
    if not match or sought.country:
        return sought, topic
    return replace(sought, label=f"{sought.label} {topic}", country=match.iso3), ""


def _sought(name: str, directory: Directory, places: Places) -> Sought:
    """The first reading that fits: a thing, a state, someone named, someone described by office."""
    readings = (_thing, _state, _named, _office)
    found = next((sought for reading in readings if (sought := reading(name, directory, places))), None)
    return found or Sought("unknown", name, notes=(f"“{name}” is not named in any claim of the record",))


def thing_group(wording: str) -> str:
    """The group of things that a wording's head word belongs to ("the result of the vote": result), or nothing.

    A side of a thing ("the conduct of the vote") belongs to its group.
    """
    plain = fold(wording)
    head = re.split(r"\b(?:of|in|on|for|at|by|from|held)\b", plain, maxsplit=1)[0].strip() or plain
    last = re.findall(r"[\w-]+", head)[-1:]
    if last and last[0] in vocabulary.words("words", "sides") and " of " in plain:
        return thing_group(plain.split(" of ", 1)[1])
    return next(
        (group for group in vocabulary.table("things") if last and last[0] in vocabulary.words("things", group)), ""
    )


def _thing(name: str, directory: Directory, places: Places) -> Sought | None:
    """An election, a result, a victory; where it is someone's, it is theirs alone."""
    group = thing_group(name)
    if not group or _full_name(name, directory):
        return None
    owned = OWNER.match(name)
    owner = _sought(owned["owner"], directory, places) if owned else None
    if owner and owner.kind == "named":
        both = f"“{name}” takes in claims about {owner.label} as such"
        return replace(owner, label=name, group=group, notes=(*owner.notes, both))
    country = owner.country if owner else _country_in(name, places)
    return Sought("thing", name, country=country, group=group)


def _full_name(name: str, directory: Directory) -> bool:
    wanted = words_of(name)
    return any(
        referent.kind in ("person", "organization") and wanted in referent.names for referent in directory.referents
    )


def _country_in(name: str, places: Places) -> str | None:
    """The country that words of a name give ("the Azerbaijani election", "the vote in Azerbaijan")."""
    found = [match.iso3 for word in name.split() if (match := _country(word, places))]
    return found[0] if found else None


def _state(name: str, directory: Directory, places: Places) -> Sought | None:
    """A state, by its name, its capital, a metonym, or a wording that the record has for it."""
    match = _country(name, places)
    code = match.iso3 if match and match.how != "demonym" else None
    wanted = words_of(name)
    if code is None:
        states = (r for r in directory.referents if r.kind in ("state", "place") and r.country and wanted in r.names)
        code = next((referent.country for referent in states), None)
    if code is None or _person_rather(code, wanted, directory):
        return None
    return Sought("state", country_name(code, places), country=code)


def _country(name: str, places: Places) -> CountryNamed | None:
    """The country a name gives; a question typed without capitals is given them ("turkey", "us")."""
    typed = (name, name.title(), name.upper()) if name.islower() else (name,)
    return next((match for spelled in typed if (match := places.country(spelled))), None)


def _person_rather(code: str, wanted: frozenset[str], directory: Directory) -> bool:
    """Whether the record knows a person of that name and no such state ("Jordan")."""
    people = any(r.kind == "person" and any(wanted <= words for words in r.names) for r in directory.referents)
    return people and not any(r.country == code and r.kind == "state" for r in directory.referents)


def country_name(code: str, places: Places) -> str:
    """The English name of a country, its code where the gazetteer has none."""
    try:
        return places.country_by_code(code).name
    except KeyError:
        return code


def _named(name: str, directory: Directory, places: Places) -> Sought | None:
    """Someone or something of the record with that name; a full name before a part of one, the most frequent first."""
    for bare in _without_country(name, places):
        wanted = words_of(bare)
        fitting = [r for r in directory.referents if wanted and any(wanted <= words for words in r.names)]
        exact = [r for r in fitting if wanted in r.names and (r.kind != "person" or len(wanted) > 1)]
        ranked = sorted(exact or fitting, key=lambda r: (r.kind == "thing", -r.times[0], -r.times[1], r.key))
        if ranked:
            chosen, others = ranked[0], [r.name for r in ranked[1:] if r.kind != "thing"][:4]
            notes = _choice(name, chosen.name, others)
            return Sought("named", chosen.name, chosen.key, chosen.country, wanted, notes=notes)
    return None


def _without_country(name: str, places: Places) -> Iterator[str]:
    """The name, then what is left of it after a country in front ("Armenia's Nikol Pashinyan")."""
    yield name
    parts = name.split()
    for at in range(1, min(len(parts), 4)):
        rest = untitled(" ".join(parts[at:]))
        if not _is_office(rest) and _country(re.sub(r"'s?$", "", " ".join(parts[:at])), places):
            yield rest


def _choice(name: str, chosen: str, others: list[str]) -> tuple[str, ...]:
    if words_of(name) == words_of(chosen) and not others:
        return ()
    also = f"; the record also names {', '.join(others)}" if others else ""
    return (f"“{name}” is read as {chosen}{also}",)


def _office(name: str, directory: Directory, places: Places) -> Sought | None:
    """Who holds an office of a state, or an institution of it: "the president of X", "Turkey's foreign ministry"."""
    del directory
    plain = re.sub(r"^the ", "", name, flags=re.IGNORECASE)
    around = re.match(r"(?P<what>.+?) of (?:the )?(?P<where>.+)$", plain, re.IGNORECASE)
    pairs = [(around["where"], around["what"])] if around else []
    parts = plain.split()
    pairs += [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts))]
    for where, what in pairs:
        match = _country(re.sub(r"'s?$", "", where), places)
        if match and _is_office(what):
            return Sought("office", name, country=match.iso3, words=words_of(what))
    return None


def _is_office(what: str) -> bool:
    return any(vocabulary.pattern("office", kind).search(what) for kind in ("person", "organization"))
