"""Texts that are no news in English end in a status and next to no claims: counted, not guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.run import build

FRENCH = """Le président remercie les électeurs

PARIS — Le chef de l'État a félicité son rival et remercié les électeurs dimanche soir, avant de promettre une réforme.
« Nous condamnons ces attaques », a déclaré la ministre, qui doit rencontrer son homologue la semaine prochaine.
L'opposition rejette le résultat et accuse la commission de fraude ; les observateurs saluent un scrutin calme.
"""
SONG = """Harbour light

Oh call me in the morning, call me when it rains,
I thanked the stars above you, I blessed the midnight trains,
You promised me the ocean, you promised me the sand,
And now the moon accuses me of holding someone's hand.

Refrain:
Praise the harbour, praise the light,
Condole the sailor, meet the night.
"""
CAPITALS = """HEARING OF THE TRANSPORT COMMITTEE

CHAIR: THE COMMITTEE WILL COME TO ORDER. WE HAVE THREE ITEMS ON THE AGENDA.
MR. DALE: THANK YOU, MADAM CHAIR. THE FIRST ITEM CONCERNS THE BRIDGE AT KIRKTON.
MS. ORR: THE BRIDGE WAS CLOSED FOR ELEVEN WEEKS. THE SECOND LANE REOPENED IN MAY.
CHAIR: IS THERE A MOTION? HEARING NONE, WE MOVE ON TO ITEM TWO.
"""
GIVEN = (
    "Ann",
    "Bo",
    "Carla",
    "Dov",
    "Elsa",
    "Finn",
    "Greta",
    "Hugo",
    "Ines",
    "Jan",
    "Kaja",
    "Leo",
    "Mona",
    "Nils",
    "Olga",
    "Per",
    "Rita",
    "Sven",
    "Tove",
    "Uwe",
)
FAMILY = (
    "Aas",
    "Berg",
    "Cato",
    "Dahl",
    "Eide",
    "Foss",
    "Gran",
    "Hals",
    "Ibsen",
    "Juul",
    "Koss",
    "Lind",
    "Moe",
    "Ness",
    "Opdal",
    "Prytz",
    "Quist",
    "Rud",
    "Sand",
    "Tveit",
)
NAMES = "\n".join(f"{given}-{other} {family}" for given in GIVEN for other in GIVEN[:5] for family in FAMILY[:10])
ENDLESS = "The road went " + ", and then past the mill and the old barn and the pond where nobody swam" * 190 + "."


def events_of(folder: Path, text: str) -> tuple[str, int]:
    """The status of a text and how many events are read in it."""
    import onrecord

    pile = folder / "pile"
    pile.mkdir()
    (pile / "text.txt").write_text(text, encoding="utf-8")
    build([pile], folder / "odd.record")
    with onrecord.open_record(folder / "odd.record") as record:
        claims = [claim for claim in record.claims("event") if claim.score >= 0.5]
        return next(iter(record.inputs())).status, len(claims)


@pytest.mark.parametrize(
    ("text", "most"),
    [(FRENCH, 0), (NAMES, 0), (SONG, 4), (CAPITALS, 2), (ENDLESS, 0)],
    ids=["another language", "a thousand names", "a song", "capitals", "a sentence of 3,000 words"],
)
def test_a_text_that_is_no_report_gives_next_to_no_events(tmp_path: Path, text: str, most: int) -> None:
    """Each ends in one status; what is read in it is bounded by what was counted when this was written."""
    status, count = events_of(tmp_path, text)
    assert status in {"ok", "suspect", "not_english", "partial"}
    assert count <= most
