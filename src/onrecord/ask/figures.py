"""Figures that answer a question: one row for each number of one standing, with those who give it.

A number without a standing or a claimant joins the row of the same one with them; a rounded number ("92 percent") joins
the exact one. Where a final or official share is asked for, and nobody calls a number that, the one that most articles
give in the end answers, and the answer says so.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.ask import vocabulary
from onrecord.ask.names import (
    Directory,
    Places,
    Referent,
    Sought,
    best_name,
    country_of,
    kind_of,
    seek,
    words_of,
)
from onrecord.ask.numbers import digits, roundings, shown
from onrecord.ask.pile import Pile, claimants, passage, quotes_of, words_of_claim
from onrecord.ask.query import FigureQuery
from onrecord.ask.topics import content, stems
from onrecord.text import fold
from onrecord.types import Amount, Claim, FigureStatus, Mention, Row

Told = tuple[str, list[str], list[Row]]
_RANKS: tuple[FigureStatus, ...] = ("final", "official", "unstated", "preliminary", "exit_poll", "claimed")
_FINAL: tuple[FigureStatus, ...] = ("final", "official", "unstated", "preliminary")
_COUNT = ("final", "official", "preliminary")  # stages of one count
_HOUR = re.compile(
    r"\b(?:by|at|as of|until|till) (?:\d{1,2}[:.]\d\d|\d{1,2} ?(?:a\.?m|p\.?m|o'clock|hours)|noon|midday)",
    re.IGNORECASE,
)
FAR = 10.0  # percentage points between two shares that cannot be stages of one count
WHOLE = ("turnout", "registered_voters", "polling_stations", "candidates", "precincts_counted", "term_years")
PERSONAL = ("vote_share", "votes", "seats", "margin")  # measures of someone; the others measure a place or a vote


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim of a figure with its amount at hand."""

    claim: Claim
    amount: Amount

    @property
    def subject(self) -> Mention | None:
        """Whose or what's figure it is."""
        return self.claim.role("subject")


def answer_figures(pile: Pile, query: FigureQuery) -> Told:
    """The reading, the notes and the rows of a question about figures."""
    every = [Figure(claim, claim.amount) for claim in pile.claims if claim.amount]
    directory = pile.directory("subject", "figure")
    query, notes = _without_pronoun(query, every, directory)
    figures = [f for f in every if not query.measures or f.claim.action in query.measures]
    figures = _of_the_unit(query, figures)
    figures, about, more = _of_the_subject(query, figures, directory, pile)
    notes += more
    if query.ignored:
        notes.append(f"not used to narrow the answer: {', '.join(f'“{words}”' for words in query.ignored)}")
    if query.form == "closest":
        told, rows = _closest(query, figures, directory, pile)
    elif query.form == "claimants":
        told, rows = _claimants(query, figures, directory, pile)
    else:
        figures, told = _of_the_status(query, figures)
        rows = list(_rows(query, figures, directory, pile))
    return _reading(query, about), [*notes, *told], rows


def _reading(query: FigureQuery, about: str) -> str:
    """The question as it was understood, in words."""
    names = vocabulary.table("figures", "names")
    what = " or ".join(names[measure] for measure in query.measures) or "figures"
    if query.noun:
        what = f"how many {query.noun}"
    said = vocabulary.table("figures", "said")
    standing = " or ".join(said[status] for status in query.statuses)
    what = " ".join(filter(None, (standing, what, about)))
    if query.form == "claimants":
        return f"who gave {shown(query.number or 0)}" + (f" as the {what}" if query.measures else "")
    if query.form == "closest":
        return f"whose exit poll came {'closest to' if query.best else 'farthest from'} the {names['vote_share']}"
    return what


# ---------------------------------------------------------------- which figures


def _of_the_subject(
    query: FigureQuery, figures: list[Figure], directory: Directory, pile: Pile
) -> tuple[list[Figure], str, list[str]]:
    """The figures of whom or what was asked about and where, how the answer says it, and what to note."""
    notes: list[str] = []
    said = ""
    if query.noun:
        figures = _of_the_noun(query.noun, figures, pile)
    if query.subject:
        sought, _ = seek(query.subject, "", directory, pile.places)
        notes += [note for note in sought.notes if sought.kind != "unknown"]
        figures = [f for f in figures if _is_of(sought, f, directory, pile)]
        said = f"of {sought.label}"
    elif query.form == "amount" and not query.scope and not query.noun:
        figures, elsewhere = _of_the_whole(query, figures, pile)
        if elsewhere:
            notes.append(f"also given for a part, not counted: {', '.join(elsewhere)}")
    if query.scope:
        figures = [f for f in figures if _is_in(query.scope, f, pile.places)]
        said += f" in {query.scope}"
    return figures, said.strip(), notes


def _without_pronoun(query: FigureQuery, figures: list[Figure], directory: Directory) -> tuple[FigureQuery, list[str]]:
    """The query with a pronoun for its subject read as the one whom most figures of the record are of."""
    name = query.subject
    if name is None or fold(name) not in vocabulary.words("figures", "pronouns"):
        return query, []
    counts = Counter(r.name for f in figures if (r := _referent(f, directory)) and r.kind == "person")
    if not counts:
        return query, [f"whom “{name}” means cannot be known; write the name instead"]
    leading = min(counts, key=lambda who: (-counts[who], who))
    return replace(query, subject=leading), [f"“{name}” is read as {leading}, of whom most figures are"]


def _of_the_unit(query: FigureQuery, figures: list[Figure]) -> list[Figure]:
    """The figures in the unit asked for, where there are any: a turnout is a share unless people are counted."""
    wanted = query.unit or ("percent" if set(query.measures) & {"vote_share", "turnout", "precincts_counted"} else None)
    kept = [f for f in figures if f.amount.unit == wanted]
    return kept if wanted and kept else figures


def _referent(figure: Figure, directory: Directory) -> Referent | None:
    subject = figure.subject
    return directory.of(subject) if subject else None


def _is_of(sought: Sought, figure: Figure, directory: Directory, pile: Pile) -> bool:
    """Whether a figure is of the one sought: the same referent, the same body under another name, or in its words."""
    subject = figure.subject
    if subject is None:
        return False
    referent = directory.of(subject)
    if sought.kind == "named" and referent and referent.key == sought.key:
        return True
    if sought.kind == "state" and country_of(subject) == sought.country:
        return kind_of(subject) in ("state", "place") or figure.claim.action not in PERSONAL
    if sought.kind == "named" and kind_of(subject) == "person":
        return False
    return _same_body(sought.label, subject, pile.places) or words_of(sought.label) <= _said(subject)


def _same_body(name: str, mention: Mention, places: Places) -> bool:
    body = places.organisation(name)
    return body is not None and body in (places.organisation(best_name(mention)), places.organisation(mention.wording))


def _said(mention: Mention) -> frozenset[str]:
    return words_of(mention.wording) | words_of(mention.name or "") | words_of(best_name(mention))


def _of_the_noun(noun: str, figures: list[Figure], pile: Pile) -> list[Figure]:
    """The figures of what the question counts: those with most of its words, the counted noun among them.

    Where it counts people, whom few texts name, what they did or suffered must be there instead.
    """
    wanted = content(noun)
    counted = content(next((word for word in noun.split() if content(word)), ""))
    if counted <= stems("people"):
        counted = wanted - counted
    best: list[Figure] = []
    most = 0
    for figure in figures:
        article = pile.articles[figure.claim.article_id]
        own = figure.amount.noun.of(article.text) if figure.amount.noun else ""
        subject = f"{figure.subject.wording} {best_name(figure.subject)}" if figure.subject else ""
        said = stems(f"{passage(figure.claim, article)} {own} {subject}")
        shared = len(wanted & said)
        if counted and counted <= said and shared >= most:
            best = [*best, figure] if shared == most else [figure]
            most = shared
    return best


def _of_the_whole(query: FigureQuery, figures: list[Figure], pile: Pile) -> tuple[list[Figure], list[str]]:
    """Where no name was asked for: the figures of the whole vote, not of a district, nor of an hour of the day."""
    if not query.measures or any(measure in PERSONAL for measure in query.measures):
        return figures, []
    parts = {figure.claim.id: _part(figure, pile) for figure in figures}
    kept = [figure for figure in figures if not parts[figure.claim.id]]
    return (kept, sorted({part for part in parts.values() if part})) if kept else (figures, [])


def _part(figure: Figure, pile: Pile) -> str:
    """The district, place or hour that a figure is bounded to, nothing where it is of the whole."""
    for mention in (figure.claim.role("scope"), figure.subject):
        if mention and kind_of(mention) == "place":
            return best_name(mention)
    hour = _HOUR.search(words_of_claim(figure.claim, pile.articles[figure.claim.article_id]))
    return hour.group() if hour and figure.claim.action == "turnout" else ""


def _is_in(scope: str, figure: Figure, places: Places) -> bool:
    """Whether a figure is of a place: its scope or subject names it; a whole country also where no scope is told."""
    country = places.country(scope)
    mentions = [m for m in (figure.claim.role("scope"), figure.subject) if m]
    if country:
        codes = {country_of(mention) for mention in mentions} - {None}
        return country.iso3 in codes or not codes
    return any(words_of(scope) <= _said(mention) for mention in mentions)


def _of_the_status(query: FigureQuery, figures: list[Figure]) -> tuple[list[Figure], list[str]]:
    """The figures of the standing asked for; where a final one is asked for and there is none, what comes nearest."""
    if not query.statuses:
        return figures, []
    wanted = _likely([f for f in figures if f.amount.status in query.statuses], figures)
    if wanted or not {"final", "official"} & set(query.statuses):
        return wanted, []
    instead = [f for f in figures if f.amount.status in _FINAL]
    if not instead:
        return [], []
    best = max(_clusters(instead), key=_weight)
    asked = " or ".join(vocabulary.table("figures", "said")[status] for status in query.statuses)
    return best, [f"no source in the record calls a figure {asked}; this is the one that most sources give"]


def _likely(wanted: list[Figure], figures: list[Figure]) -> list[Figure]:
    """The shares without those that are far from what most articles give: they are somebody else's, or a part's."""
    counts = [f for f in figures if f.amount.status in _FINAL and f.claim.action == "vote_share"]
    if not counts:
        return wanted
    leading = max(_clusters(counts), key=_weight)[0].amount.value
    return [f for f in wanted if f.claim.action != "vote_share" or abs(f.amount.value - leading) <= FAR]


def _weight(cluster: list[Figure]) -> tuple[int, int, float, int, float]:
    """How much speaks for a number being the one in the end: articles, standing, how much was counted, claims."""
    articles = len({figure.claim.article_id for figure in cluster})
    rank = max(-_RANKS.index(figure.amount.status) for figure in cluster)
    counted = max(figure.amount.counted or 0 for figure in cluster)
    return articles, rank, counted, len(cluster), cluster[0].amount.value


# ---------------------------------------------------------------- rows


def _rows(query: FigureQuery, figures: list[Figure], directory: Directory, pile: Pile) -> Iterator[Row]:
    """One row for each number of one standing and subject."""
    groups: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        referent = _referent(figure, directory)
        subject = figure.subject
        key = str(referent.key) if referent else fold(best_name(subject)) if subject else ""
        if figure.claim.action in WHOLE and not (subject and kind_of(subject) == "place"):
            key = ""  # a turnout is the vote's, whoever's figure the sentence makes it
        groups[figure.claim.action, figure.amount.unit, "" if query.subject else key].append(figure)
    rows = []
    for (measure, unit, _), members in sorted(groups.items()):
        for cluster in _clusters(members):
            value = _value(query, cluster, measure, unit, directory)
            rank = min(_RANKS.index(figure.amount.status) for figure in cluster)
            quotes = quotes_of(pile, [figure.claim for figure in cluster])
            sources = len({quote.source for quote in quotes})
            rows.append(((measure, rank, -sources, -cluster[0].amount.value, value), Row(value, quotes)))
    yield from (row for _, row in sorted(rows, key=lambda pair: pair[0]))


def _clusters(figures: Iterable[Figure]) -> list[list[Figure]]:
    """The figures by value and standing; what has no standing, or is rounded, with what it can be."""
    by_value: dict[tuple[float, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        status = figure.amount.status
        by_value[figure.amount.value, "count" if status in _COUNT else status].append(figure)
    keys = sorted(by_value, key=lambda key: (-digits(key[0]), key[1] == "unstated", -len(by_value[key]), key))
    heads: list[tuple[float, str]] = []
    rounded: dict[float, list[tuple[float, str]]] = defaultdict(list)
    for key in keys:
        head = next((h for h in rounded[key[0]] if key[1] == h[1] or "unstated" in (key[1], h[1])), None)
        if head is None:
            heads.append(key)
            for value in roundings(key[0]):
                rounded[value].append(key)
        else:
            by_value[head] += by_value[key]
    return [by_value[head] for head in heads]


def _value(query: FigureQuery, cluster: list[Figure], measure: str, unit: str, directory: Directory) -> str:
    """A row's value as a reader wants it: the number, its unit, whose it is; then who gives it and its standing."""
    said = vocabulary.table("figures", "said")
    head = cluster[0]
    givers = sorted({best_name(who) for f in cluster for who in claimants(f.claim)[-1:]})
    statuses = sorted({f.amount.status for f in cluster}, key=_RANKS.index)
    standing = [said[status] for status in statuses if status in said]
    qualifier = [said[head.amount.qualifier]] if head.amount.qualifier else []
    whose = _whose_words(query, head, directory)
    counted = [f"{shown(head.amount.counted)} percent counted"] if head.amount.counted else []
    details = ", ".join([*qualifier, *givers, *standing, *counted])
    what = f"{shown(head.amount.value)} {_unit(head, measure, unit)}".strip()
    what += f", {vocabulary.table('figures', 'names')[measure]}" if len(query.measures) != 1 else ""
    return f"{what}{whose}" + (f" ({details})" if details else "")


def _whose_words(query: FigureQuery, figure: Figure, directory: Directory) -> str:
    """Whose a figure is, where the question has not said it."""
    subject = figure.subject
    if query.subject or subject is None or (figure.claim.action == "other" and figure.amount.noun):
        return ""
    if figure.claim.action in WHOLE and kind_of(subject) not in ("place", "state"):
        return ""
    referent = directory.of(subject)
    return f" for {referent.name if referent else best_name(subject)}"


def _unit(figure: Figure, measure: str, unit: str) -> str:
    if unit == "percent":
        return "percentage points" if measure == "margin" else "percent"
    if unit != "count":
        return unit
    noun = vocabulary.table("figures", "units")
    return str(noun.get(measure, ""))


# ---------------------------------------------------------------- who gave it, which poll was best


def _claimants(
    query: FigureQuery, figures: list[Figure], directory: Directory, pile: Pile
) -> tuple[list[str], list[Row]]:
    """Rows of those who gave a number; the outlets that give it in their own voice stand last."""
    number = query.number or 0
    fitting = [f for f in figures if f.amount.value == number]
    notes = []
    if not fitting:
        fitting = [f for f in figures if round(f.amount.value, digits(number)) == number]
        if fitting:
            exact = ", ".join(sorted({shown(f.amount.value) for f in fitting}))
            notes = [f"{shown(number)} is read as {exact} rounded"]
    groups: dict[tuple[bool, str], list[Figure]] = defaultdict(list)
    for figure in fitting:
        who = [best_name(mention) for mention in claimants(figure.claim)[-1:]]
        outlet = pile.articles[figure.claim.article_id].source
        groups[not who, who[0] if who else f"{outlet}, naming no source"].append(figure)
    rows = []
    for (_, who_said), members in sorted(groups.items()):
        every = replace(query, measures=(), subject=None)
        said = sorted({_value(every, [f], f.claim.action, f.amount.unit, directory).split(" (")[0] for f in members})
        rows.append(Row(f"{who_said} ({'; '.join(said)})", quotes_of(pile, [f.claim for f in members])))
    return notes, rows


def _closest(
    query: FigureQuery, figures: list[Figure], directory: Directory, pile: Pile
) -> tuple[list[str], list[Row]]:
    """The poll whose share is nearest to the share in the end, of whoever the polls and the count both measure."""
    ends = _ends(figures, directory)
    winner = max(sorted(ends), key=lambda key: ends[key], default="")
    off: dict[str, list[tuple[float, Figure, float]]] = defaultdict(list)
    for figure in figures:
        referent = _referent(figure, directory)
        key = str(referent.key) if referent else ""
        if key not in ends and winner and abs(figure.amount.value - ends[winner]) <= FAR:
            key = winner  # a pollster's bare number is the winner's
        if figure.amount.status == "exit_poll" and key in ends:
            off[_pollster(figure, referent)].append((abs(figure.amount.value - ends[key]), figure, ends[key]))
    if not off:
        return ["no exit poll in the record can be held against a count of the same share"], []
    worst = {who: max(found, key=lambda item: (item[2], item[0])) for who, found in off.items()}  # the winner's share
    wanted = (min if query.best else max)(distance for distance, _, _ in worst.values())
    rows = []
    for who, (distance, figure, end) in sorted(worst.items()):
        if distance == wanted:
            shares = f"{shown(figure.amount.value)} percent; the count gave {shown(end)}"
            rows.append(Row(f"{who} ({shares})", quotes_of(pile, [item[1].claim for item in off[who]])))
    others = [f"{who}: {shown(worst[who][1].amount.value)}" for who in sorted(worst) if worst[who][0] != wanted]
    return [f"the other polls: {'; '.join(others)}"] if others else [], rows


def _pollster(figure: Figure, referent: Referent | None) -> str:
    """Who made a poll: whoever gives the number, or the body that the number stands beside."""
    if givers := claimants(figure.claim):
        return best_name(givers[-1])
    if referent and referent.kind == "organization":
        return referent.name
    return "an exit poll whose maker is not named"


def _ends(figures: list[Figure], directory: Directory) -> Mapping[str, float]:
    """For each subject the share that stood in the end: the one that most articles give."""
    counted: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        referent = _referent(figure, directory)
        if referent and referent.kind != "thing" and figure.amount.status in _FINAL:
            counted[str(referent.key)].append(figure)
    return {key: max(_clusters(found), key=_weight)[0].amount.value for key, found in counted.items()}
