"""The common nouns of persons and bodies, from WordNet's own files."""

from __future__ import annotations

from pathlib import Path

from tools.gazetteer.people import nouns

LICENCE = "  1 This software and database is being provided to you\n"
DATA = (
    "00000001 18 n 01 driver 0 001 @ 00000009 n 0000 | who drives\n"
    "00000002 06 n 01 driver 1 001 @ 00000009 n 0000 | a golf club\n"
    "08008335 14 n 01 organization 0 000 | people who work together\n"
    "00000004 14 n 01 court 0 001 @ 08008335 n 0000 | it hears cases\n"
    "00000005 06 n 01 court 1 001 @ 00000009 n 0000 | a yard\n"
    "00000006 18 n 01 Einstein 0 001 @ 00000009 n 0000 | a physicist\n"
    "00000009 03 n 01 entity 0 000 | what is\n"
)
INDEX = (
    "court n 2 1 @ 2 0 00000005 00000004\n"
    "driver n 2 1 @ 2 0 00000001 00000002\n"
    "einstein n 1 1 @ 1 0 00000006\n"
    "organization n 1 0 1 0 08008335\n"
)


def test_a_noun_is_taken_by_its_first_sense(tmp_path: Path) -> None:
    """A court is a yard first here, so that it is left out; a name is no common noun."""
    (tmp_path / "data.noun").write_text(LICENCE + DATA, encoding="utf-8")
    (tmp_path / "index.noun").write_text(LICENCE + INDEX, encoding="utf-8")
    assert [("driver", "person"), ("organization", "body")] == sorted(nouns(tmp_path))
    (tmp_path / "index.noun").write_text(INDEX.replace("00000005 00000004", "00000004 00000005"), encoding="utf-8")
    assert ("court", "body") in set(nouns(tmp_path))
