"""Questions about what was said: what X said (about Y, to Z), and who said something.

A topic narrows by its content words: a quotation answers when its words, or the sentence around them, have all of them
in whatever form. Rows are of the words, each once; "who said" has a row for each speaker.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from onrecord.ask import vocabulary
from onrecord.ask.limits import dates_of
from onrecord.ask.names import Directory, Sought, best_name, kind_of, seek, words_of
from onrecord.ask.opening import Words
from onrecord.ask.pile import Pile, quote_of, quotes_of, words_of_claim
from onrecord.ask.predicate import asked_name, read_predicate
from onrecord.ask.query import Limits, Query, SpeechQuery
from onrecord.ask.standing import represents
from onrecord.ask.topics import content, stems
from onrecord.text import fold
from onrecord.types import Claim, Mention, Row

Told = tuple[str, list[str], list[Row]]
SHOWN = 240  # characters of a quotation in a row's value; the quote below it is whole


# ---------------------------------------------------------------- reading


@cache
def _verb() -> str:
    return vocabulary.either(vocabulary.inflected("speech", "verbs"))


@cache
def _tells() -> str:
    return vocabulary.either(vocabulary.inflected("speech", "telling"))


def _word(group: str) -> str:
    return vocabulary.either(vocabulary.words("speech", group))


def read_speech(words: Words, limits: Limits) -> SpeechQuery | None:
    """The query about what was said that the words ask for, None where they ask for something else."""
    query = SpeechQuery(words.question, "words", limits=limits)
    text = f"what {words.text}" if words.commanded and re.search(_word("nouns"), words.text, re.I) else words.text
    readings: tuple[Callable[[str, SpeechQuery], SpeechQuery | None], ...] = (_what, _noun, _how, _whether, _who_of)
    return next((found for reading in readings if (found := reading(text, query))), None)


def read_speakers(words: Words, limits: Limits) -> SpeechQuery | None:
    """The query for those who said something; asked last, for verbs of saying are part of other questions too."""
    return _who(words.text, SpeechQuery(words.question, "speakers", limits=limits))


def _aux() -> str:
    return vocabulary.either((*vocabulary.words("words", "auxiliaries"), "is", "are", "was", "were"))


def _what(text: str, query: SpeechQuery) -> SpeechQuery | None:
    """What did X say (about Y)? What did X tell Z? What is X quoted as saying?"""
    opening = rf"(?:what|which words)(?: {_word('others')})? {_aux()} (?P<x>.+?)(?: {_word('others')})? "
    quoted = r"(?:quoted as |reported to have |reported as |been |known to have )?"
    told = re.match(rf"{opening}{quoted}{_tells()} (?P<z>.+)$", text, re.IGNORECASE)
    said = re.match(rf"{opening}{quoted}{_verb()}(?P<rest>(?: .*)?)$", text, re.IGNORECASE)
    if told and (not said or len(told["x"]) <= len(said["x"])):
        name, topic = _named(told["z"])
        return replace(query, speaker=asked_name(told["x"]), addressee=asked_name(name), topic=topic)
    if not said:
        return None
    rest = said["rest"].strip()
    towards = re.match(r"to (?P<z>.+)$", rest, re.IGNORECASE)
    addressee, topic = _named(towards["z"]) if towards else (None, _topic(rest))
    return replace(query, speaker=asked_name(said["x"]), addressee=asked_name(addressee), topic=topic)


def _noun(text: str, query: SpeechQuery) -> SpeechQuery | None:
    """What was X's reaction (to Y)? What are the words of X on Y? Quotes by X on Y."""
    start = r"(?:(?:what|which)(?: is| are| was| were)? |all |any |the )*"
    owned = re.match(rf"{start}(?P<x>[^,]+?)'s? {_word('nouns')}(?P<rest>(?: .*)?)$", text, re.IGNORECASE)
    of = re.match(rf"{start}{_word('nouns')} (?:are there )?(?:of|by|from) (?P<z>.+)$", text, re.IGNORECASE)
    if of:
        speaker, topic = _named(of["z"])
        return replace(query, speaker=asked_name(speaker), topic=topic)
    if not owned or not re.match(r"what|which|all|any|the", text, re.I) or read_predicate(owned["rest"].strip()):
        return None
    return replace(query, speaker=asked_name(owned["x"]), topic=_topic(owned["rest"].strip()))


def _how(text: str, query: SpeechQuery) -> SpeechQuery | None:
    """How did X react (to Y)?"""
    found = re.match(rf"how {_aux()} (?P<x>.+?) {_verb()}(?P<rest>(?: .*)?)$", text, re.IGNORECASE)
    return found and replace(query, speaker=asked_name(found["x"]), topic=_topic(found["rest"].strip()))


def _who_of(text: str, query: SpeechQuery) -> SpeechQuery | None:
    """Who spoke about Y? Who said that …? With such a word after it, the verb is no act."""
    opens = (
        rf"(?:who|(?:which|what) [\w-]+) (?:{_aux()} )*(?P<v>{_verb()}(?: (?:about|on|of|that|regarding|concerning)\b))"
    )
    found = re.match(opens, text, re.IGNORECASE)
    act = found and vocabulary.verb_pattern().match(text, found.start("v"))
    if not found or (act and act.end() > found.end("v")):  # "spoke on the phone with"
        return None
    return _who(text, replace(query, form="speakers"))


def _who(text: str, query: SpeechQuery) -> SpeechQuery | None:
    """Who said that …? Who spoke about Y? Who is quoted on Y? Which leaders commented on Y?"""
    subject = r"(?P<s>who|which [\w-]+|what [\w-]+|whom)(?: else)?"
    aux = rf"(?:{_aux()} )*(?:been )?"
    quoted = re.match(rf"{subject} {aux}quoted(?P<rest>(?: .*)?)$", text, re.IGNORECASE)
    said = quoted or re.match(rf"{subject} {aux}(?:{_verb()}|{_tells()})(?P<rest>(?: .*)?)$", text, re.IGNORECASE)
    if not said:
        return None
    kind = vocabulary.kinds().get(said["s"].split()[-1].casefold(), "any")
    if kind == "any" and said["s"].casefold() not in ("who", "whom"):
        return None
    topic = _topic(re.sub(rf"^as {_verb()}", "", said["rest"].strip(), flags=re.IGNORECASE).strip())
    return replace(query, kind=kind, topic=topic, judged=_judgement(query.question, topic, kind))


def _judgement(question: str, topic: str, kind: str) -> Query | None:
    """The act of judging that "said the vote was fair" is as well."""
    called = re.sub(r" (?:was|were|is|are|had been|has been) ", " ", topic, count=1)
    said = read_predicate(f"called {called}") if called != topic else None
    if not said or not said.object or not set(said.actions) < {"PRAISE", "CRITICISE"}:
        return None
    return Query(question, "actors", "who", said.actions, None, said.object, kind=kind, topic=said.topic)


def _whether(text: str, query: SpeechQuery) -> SpeechQuery | None:
    """Did X say (that …)? Did X say anything about Y?"""
    found = re.match(rf"{_aux()} (?P<x>.+?) {_verb()}(?P<rest>(?: .*)?)$", text, re.IGNORECASE)
    if not found or re.match(r"(?:who|what|which)\b", found["x"], re.IGNORECASE):
        return None
    rest = re.sub(rf"^{_word('anything')}\b", "", found["rest"].strip(), flags=re.IGNORECASE).strip()
    return replace(query, speaker=asked_name(found["x"]), topic=_topic(rest))


def _named(text: str) -> tuple[str, str]:
    """A name and the topic after it."""
    opener = re.search(rf" {_word('about')} ", text, re.IGNORECASE)
    return (text[: opener.start()], _topic(text[opener.start() :].strip())) if opener else (text, "")


def _topic(text: str) -> str:
    """The topic without the words that open it and the marks around it."""
    opens = rf"^(?:{_word('others')} |{_word('about')} |{_word('anything')} )+"
    return re.sub(opens, "", text + " ", flags=re.IGNORECASE).strip(" \"'“”‘’")


# ---------------------------------------------------------------- answering


def answer_speech(pile: Pile, query: SpeechQuery) -> Told:
    """The reading, the notes and the rows of a question about what was said."""
    said = [claim for claim in pile.claims if claim.kind == "quotation"]
    directory = pile.directory("speaker", "quotation")
    claims, whose, notes = _by(said, query.speaker, "speaker", directory, pile)
    claims, whom, more = _by(claims, query.addressee, "addressee", directory, pile)
    claims = [claim for claim in claims if _on(claim, query.topic, pile)]
    if query.form == "speakers" and query.kind in ("person", "organization"):
        claims = [c for c in claims if (who := c.role("speaker")) and kind_of(who) == query.kind]
    topic = f" on “{query.topic}”" if query.topic else ""
    if query.form == "speakers":
        rows, unknown = _speakers(claims, directory, pile)
        return f"who spoke{topic}", [*notes, *more, *unknown], rows
    rows = _utterances(claims, pile)
    return f"what {whose} said{whom and ' to ' + whom}{topic}", [*notes, *more], rows


def _by(
    claims: list[Claim], name: str | None, role: str, directory: Directory, pile: Pile
) -> tuple[list[Claim], str, list[str]]:
    """The quotations with someone in a role, how the answer names them, and what to note."""
    if name is None:
        return claims, "anyone" if role == "speaker" else "", []
    sought, _ = seek(name, "", directory, pile.places)
    kept = [c for c in claims if (who := c.role(role)) and _is_the_one(sought, who, c, directory, pile)]
    return kept, sought.label, list(sought.notes)


def _is_the_one(sought: Sought, mention: Mention, claim: Claim, directory: Directory, pile: Pile) -> bool:
    """Whether a speaker is the one sought: the same referent, or one who speaks for the state sought."""
    if sought.kind == "state" and sought.country:
        return represents(mention, sought.country, pile.articles[claim.article_id].published, pile.places)
    referent = directory.of(mention)
    if sought.kind == "named":
        return referent is not None and referent.key == sought.key
    said = words_of(f"{mention.wording} {best_name(mention)} {mention.entity.office or '' if mention.entity else ''}")
    return bool(words_of(sought.label)) and words_of(sought.label) <= said


def _on(claim: Claim, topic: str, pile: Pile) -> bool:
    """Whether a quotation has all content words of the topic, in its own words or the sentence around them."""
    wanted = content(topic)
    return not wanted or wanted <= stems(words_of_claim(claim, pile.articles[claim.article_id]))


def _utterances(claims: Iterable[Claim], pile: Pile) -> list[Row]:
    """A row for each thing said, in order of time; the same words in several articles are one."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        words = claim.evidence[0].of(pile.articles[claim.article_id].text)
        groups[" ".join(re.findall(r"\w+", fold(words)))].append(claim)
    rows = [(_first_day(members, pile), _utterance(members, pile)) for _, members in sorted(groups.items())]
    return [row for _, row in sorted(rows, key=lambda pair: (pair[0], pair[1].value))]


def _utterance(claims: list[Claim], pile: Pile) -> Row:
    words = " ".join(quote_of(claims[0], pile.articles[claims[0].article_id]).text.split())
    shown = words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + " …"
    indirect = claims[0].speech is not None and claims[0].speech.form == "indirect"
    to = sorted({best_name(whom) for claim in claims if (whom := claim.role("addressee"))})
    by = sorted({best_name(who) for claim in claims if (who := claim.role("speaker"))})
    note = [", ".join(by), *(f"to {name}" for name in to), *(["not in the speaker's own words"] if indirect else [])]
    return Row(shown if indirect else f"“{shown}”", quotes_of(pile, claims), note="; ".join(filter(None, note)))


def _first_day(claims: Iterable[Claim], pile: Pile) -> str:
    days = [day[0] for claim in claims if (day := dates_of(claim, pile.articles[claim.article_id]))]
    return min(days, default="9999")


def _speakers(claims: list[Claim], directory: Directory, pile: Pile) -> tuple[list[Row], list[str]]:
    """A row for each speaker, with all that they said of it."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    unknown = 0
    for claim in claims:
        who = claim.role("speaker")
        referent = directory.of(who) if who else None
        unknown += referent is None
        if referent:
            groups[referent.name].append(claim)
    rows = [Row(name, quotes_of(pile, members)) for name, members in sorted(groups.items())]
    many = "1 quotation has" if unknown == 1 else f"{unknown} quotations have"
    return rows, [f"{many} a speaker whom the article does not name"] if unknown else []
