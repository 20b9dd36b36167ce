"""How an answer says what was asked and what was done; the verbs stand in the lexicon."""

from __future__ import annotations

from onrecord.ask import vocabulary
from onrecord.ask.names import Sought
from onrecord.ask.query import Query

_WILL = ("plans to", "will")  # a question has rows in the plural as in the singular


def deed(action: str, target: str, stance: str) -> str:
    """One act in words: "congratulated Ilham Aliyev", "did not thank Turkey", "plans to visit Georgia"."""
    return " ".join(filter(None, (_verb(action, stance), target or "someone")))


def _verb(action: str, stance: str) -> str:
    words = vocabulary.actions().get(action)
    base, past = (words.base, words.past) if words else (action.lower(), action.lower())
    shapes = {"negated": f"did not {base}", "planned": f"plans to {base}"}
    return shapes.get(stance, past)


def reading(query: Query, actor: Sought, target: Sought, among: str = "") -> str:
    """The question as it was understood, in words; ``among`` is the bloc whose members are asked for."""
    said = _first_and_counted(query, _said(query, actor, target, among))
    return f"{said}, {query.limits.date.words}" if query.limits.date else said


def _first_and_counted(query: Query, said: str) -> str:
    return f"how many: {said}" if query.counted else f"{said}, the first" if query.first else said


def _said(query: Query, actor: Sought, target: Sought, among: str) -> str:
    if query.form == "deeds":
        return f"what {actor.label} did" + (f" to {target.label}" if target.kind != "anyone" else "")
    if query.form == "topics":
        return f"for what {actor.label} {_act(query)}" + (f" {target.label}" if target.kind != "anyone" else "")
    if query.form == "owners":
        return f"whose {query.theme} {_act(query)} is about, and who {_act(query)}"
    if query.form == "pairs":
        return f"who {_act(query)} whom"
    if query.form == "yes_no":
        who = _anyone(query) if actor.kind == "anyone" else actor.label
        return f"whether {who} {_act(query)} {target.label}"
    who = f"countries of {among} that" if among else _rows_of(query)
    if query.form == "actors":
        return f"{who} {_act(query)} {target.label}"
    return f"{who} {actor.label} {_act(query)}"


def _anyone(query: Query) -> str:
    return "any country" if query.kind == "countries" else "anyone"


def _rows_of(query: Query) -> str:
    """The start of the reading, which says what each row is."""
    kinds = {"person": "people", "organization": "organisations", "mission": "missions"}
    if query.wants == "countries":
        return "countries that"
    if query.kind in kinds:
        return f"{kinds[query.kind]} that"
    return "whom" if query.form == "targets" else "who"


def _act(query: Query) -> str:
    """The verbs of the query, with what negation takes along."""
    stance = "negated" if query.polarity == "negative" else query.modality
    acts = [_verb(action, stance).replace(*_WILL) for action in query.actions]
    if query.polarity == "negative":
        acts += [_verb(action, "asserted") for action in vocabulary.opposites(query.actions)]
    return " or ".join(acts)
