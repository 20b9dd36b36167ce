"""How training counts what is right: found events against labelled ones, by the rules that the corpora are labelled by.

A label is met by one found event of the same action and modality whose agent and target are the same. Labels marked
optional or implied are never misses, and what meets one is never an error; nor is a found event that is implied.
Records are rows as ``onrecord export`` writes them: action, actor, target, modality, offsets; a name may be the
article's wording or, under ``_entity``, the canonical one.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, get_args

from onrecord.data import load_gazetteer
from onrecord.data.entries import How
from tools.train.annotated import ACTIONS

Record = Mapping[str, Any]
Same = Callable[[Record, Record], bool]

_LISTS: Mapping[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_SMALL, _PARTICLES, _OFFICES, _JUDGED, _NOT_JUDGED = (
    frozenset(_LISTS[name]) for name in ("small", "particles", "offices", "judged", "not_judged")
)
_STANCES = {"CRITICISE": "against", "ACCUSE": "against", "REJECT": "against", "PRAISE": "for", "RECOGNISE": "for"}
_PLAIN = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ə": "e", "’": "'", "æ": "ae", "ß": "ss"})
_WORD = re.compile(r"[a-z0-9']+|[^\W\d_]+")
_LEAST_SHARED = 0.6
_LONG_WORD = 6

Words = tuple[str, ...]


# --- names ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def words_of(name: str | None) -> Words:
    """The words by which a name is compared: lower case, without accents, offices and small words."""
    apart = unicodedata.normalize("NFKD", (name or "").lower().translate(_PLAIN))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return tuple(word for word in _WORD.findall(plain.replace("'s ", " ").replace(".", "")) if word not in _SMALL)


@cache
def _countries() -> Mapping[Words, str]:
    """Every wording of a country in the gazetteer to its code; the name's goes before the demonym's and the rest."""
    order = {how: place for place, how in enumerate(get_args(How))}
    known = sorted(load_gazetteer().country_names, key=lambda one: (one.need == "context", order[one.how]))
    return {words_of(one.wording): one.iso3 for one in reversed(known) if words_of(one.wording)}


def is_state(name: str | None) -> bool:
    """Whether a name is a country's, its people's, its capital's or its government's."""
    return tuple(word for word in words_of(name) if word not in _OFFICES) in _countries()


@lru_cache(maxsize=1 << 18)
def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are one's: equal but for a letter, an acronym, a part of the other, most words shared."""
    first, second = words_of(one), words_of(other)
    if not first or not second:
        return first == second
    judged = _is_judged(first), _is_judged(second)
    if first == second or all(judged):
        return True
    if any(judged):
        return False
    if _is_acronym(first, second) or _is_acronym(second, first):
        return True
    codes = _countries().get(first), _countries().get(second)
    if any(codes):
        return codes[0] == codes[1]
    return _same_person(*sorted((_without_particles(first), _without_particles(second)), key=len))


def _is_judged(words: Words) -> bool:
    return not _JUDGED.isdisjoint(words) and _NOT_JUDGED.isdisjoint(words)


def _is_acronym(short: Words, long: Words) -> bool:
    return len(short) == 1 and len(short[0]) > 1 and short[0] == "".join(word[0] for word in long)


def _without_particles(words: Words) -> Words:
    return tuple(word for word in words if word not in _PARTICLES) or words


def _same_person(short: Words, long: Words) -> bool:
    """Surnames and initials agree, or the shorter name stands in the longer, or most words of both are shared."""
    if len(short) > 1 and _near(short[-1], long[-1]) and short[0][0] == long[0][0]:
        return True
    shared = sum(any(_near(word, another) for another in long) for word in short)
    if shared == len(short):
        return len(short) > 1 or _near(short[0], long[-1]) or len(long) <= 2
    return shared / len({*short, *long}) >= _LEAST_SHARED


def _near(one: str, other: str) -> bool:
    """The same word, or a long one with a letter changed, left out or put in."""
    if one == other:
        return True
    if min(len(one), len(other)) < _LONG_WORD or one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    differs = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    at = next(differs, min(len(one), len(other)))
    rest, another = one[at:], other[at:]
    return rest[1:] == another[1:] or rest == another[1:] or rest[1:] == another


# --- records ----------------------------------------------------------------------------------------------------


def same_party(label: Record, found: Record, role: str) -> bool:
    """Whether the found role names the labelled one: by either name, or as the same state."""
    names = [name for name in (found.get(role), found.get(f"{role}_entity")) if name] or [None]
    if any(same_name(label.get(role), name) for name in names):
        return True
    country = label.get(f"{role}_country")
    same_country = bool(country) and country == found.get(f"{role}_country")
    return same_country and is_state(label.get(role)) and any(map(is_state, names))


def same_event(label: Record, found: Record) -> bool:
    """Whether a found event is the labelled one: action, modality, agent and target."""
    same_act = label["action"] == found["action"] and modality(label) == modality(found)
    return same_act and same_party(label, found, "actor") and same_party(label, found, "target")


def same_stance(label: Record, found: Record) -> bool:
    """As ``same_event``, with all that is said against one, all that is said for one, and any target in its country."""
    if stance(label) != stance(found) or modality(label) != modality(found) or not same_party(label, found, "actor"):
        return False
    country = label.get("target_country")
    return same_party(label, found, "target") or (bool(country) and country == found.get("target_country"))


def stance(record: Record) -> str:
    """ "against", "for", or the action itself where it is neither."""
    return _STANCES.get(record["action"], record["action"])


def modality(record: Record) -> str:
    """The modality as it is judged: what is implied counts as asserted."""
    said = record.get("modality")
    return said if said in {"negated", "planned"} else "asserted"


def is_required(label: Record) -> bool:
    """Whether a label that nothing meets is a miss."""
    return not label.get("optional") and label.get("modality") != "implied"


def _closeness(label: Record, found: Record) -> tuple[bool, bool, float]:
    agents, targets = (words_of(label.get(role)) == words_of(found.get(role)) for role in ("actor", "target"))
    return agents, targets, _overlap(label, found)


def _overlap(label: Record, found: Record) -> float:
    ends = [record.get(side) for record in (label, found) for side in ("start", "end")]
    if not all(isinstance(end, int) for end in ends):
        return 0.0
    shared = max(0, min(ends[1], ends[3]) - max(ends[0], ends[2]))
    return shared / max(1, max(ends[1], ends[3]) - min(ends[0], ends[2]))


# --- counting ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Score:
    """What was right among what was found and what was to be found."""

    hits: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what was to be found that was found."""
        return self.hits / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.hits / (self.found + self.wanted) if self.hits else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.hits + other.hits, self.found + other.found, self.wanted + other.wanted)


@dataclass(frozen=True, slots=True)
class Figures:
    """The scores of a set of documents; ``events`` and ``countries`` by action."""

    events: Mapping[str, Score]
    not_asserted: Score
    stances: Score
    countries: Mapping[str, Score]

    @property
    def overall(self) -> Score:
        """All events together."""
        return sum(self.events.values(), Score())

    @property
    def congratulated(self) -> Score:
        """The countries that congratulated, each once a document."""
        return self.countries["CONGRATULATE"]

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            {action: score + other.events[action] for action, score in self.events.items()},
            self.not_asserted + other.not_asserted,
            self.stances + other.stances,
            {action: score + other.countries[action] for action, score in self.countries.items()},
        )


NOTHING = Figures(
    {one: Score() for one in sorted(ACTIONS)}, Score(), Score(), {one: Score() for one in sorted(ACTIONS)}
)


def figures_of(documents: Iterable[tuple[Sequence[Record], Sequence[Record]]]) -> Figures:
    """The figures of documents, each its labels and its found events."""
    return sum((document_figures(labels, found) for labels, found in documents), NOTHING)


def document_figures(labels: Sequence[Record], found: Sequence[Record]) -> Figures:
    """The figures of one document. Repeats of the same event count once."""
    judged = _judged_once(found)
    events, countries, odd = {}, {}, Score()
    for action in NOTHING.events:
        wanted, got = (_of(action, records) for records in (labels, judged))
        matched = _match(wanted, got, same_event)
        events[action] = matched.score()
        odd += matched.only(lambda record: modality(record) != "asserted").score()
        countries[action] = _country_score(wanted, got)
    required_first = sorted(labels, key=is_required, reverse=True)
    stances = _match(_once(required_first, _stance_key), _once(judged, _stance_key), same_stance, labels).score()
    return Figures(events, odd, stances, countries)


def _judged_once(found: Sequence[Record]) -> list[Record]:
    return _once([record for record in found if record.get("modality") != "implied"], _event_key)


def _of(action: str, records: Sequence[Record]) -> list[Record]:
    return [record for record in records if record["action"] == action]


@dataclass(frozen=True, slots=True)
class _Matched:
    """Labels with what meets them, labels that nothing meets, and what meets no label."""

    pairs: Sequence[tuple[Record, Record]]
    missed: Sequence[Record]
    extra: Sequence[Record]

    def score(self) -> Score:
        hits = sum(is_required(label) for label, _ in self.pairs)
        return Score(hits, hits + len(self.extra), hits + sum(map(is_required, self.missed)))

    def only(self, wanted: Callable[[Record], bool]) -> _Matched:
        pairs = [pair for pair in self.pairs if wanted(pair[0])]
        return _Matched(pairs, list(filter(wanted, self.missed)), list(filter(wanted, self.extra)))


def _match(
    labels: Sequence[Record], found: Sequence[Record], same: Same, excused: Sequence[Record] | None = None
) -> _Matched:
    """One found event to one label, required ones first, the closest event first; errors meet no label at all."""
    left, pairs, missed = list(found), [], []
    for label in sorted(labels, key=is_required, reverse=True):
        fitting = [record for record in left if same(label, record)]
        if fitting:
            best = max(fitting, key=lambda record: _closeness(label, record))
            left.remove(best)
            pairs.append((label, best))
        else:
            missed.append(label)
    excused = labels if excused is None else excused
    return _Matched(pairs, missed, [record for record in left if not any(same(label, record) for label in excused)])


def _country_score(labels: Sequence[Record], found: Sequence[Record]) -> Score:
    may, got = ({_country_key(record) for record in records} for records in (labels, found))
    must = {_country_key(label) for label in labels if is_required(label)}
    hits = len(must & got)
    return Score(hits, hits + len(got - may), len(must))


def _country_key(record: Record) -> tuple[str, str]:
    return record.get("actor_country") or " ".join(words_of(record.get("actor"))), modality(record)


def _event_key(record: Record) -> tuple[object, ...]:
    return record["action"], words_of(record.get("actor")), words_of(record.get("target")), modality(record)


def _stance_key(record: Record) -> tuple[object, ...]:
    target = record.get("target_country") or words_of(record.get("target"))
    return stance(record), words_of(record.get("actor")), modality(record), target


def _once(records: Iterable[Record], key: Callable[[Record], object]) -> list[Record]:
    kept: dict[object, Record] = {}
    for record in records:
        kept.setdefault(key(record), record)
    return list(kept.values())
