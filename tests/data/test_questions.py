"""The question words of an action: each table is checked when it is loaded, and the message says where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.data import QuestionWords, load_questions
from onrecord.errors import DataError

GOOD = """
action = "WAVE"
[[frame]]
id = "wave"
[question]
base = "wave at"
past = "waved at"
verbs = ["wave/waves/waved/waved/waving at"]
nouns = []
"""


def _folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "WAVE.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_table_is_read_beside_what_the_finder_reads(tmp_path: Path) -> None:
    """The table of a lexicon file is read, and the rest of the file left alone."""
    expected = QuestionWords("WAVE", "wave at", "waved at", ("wave/waves/waved/waved/waving at",), ())
    assert (expected,) == load_questions(_folder(tmp_path, GOOD))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('action = "WAVE"', "the table is missing"),
        (GOOD.replace('past = "waved at"\n', ""), "past missing"),
        (GOOD + 'tense = "past"', "tense = 'past'"),
        (GOOD + 'mutual = "yes"', "mutual = 'yes'"),
        (GOOD.replace("nouns = []", 'nouns = ["wave", ""]'), "nouns = "),
        (GOOD + 'opposite = "SNUB"', "opposite is 'SNUB'"),
        (GOOD + "=", "not TOML"),
    ],
)
def test_a_wrong_table_is_refused_by_name(tmp_path: Path, text: str, what: str) -> None:
    """A table that is missing, lacks a key, or has one that is unknown or of another kind is refused with its file."""
    with pytest.raises(DataError, match=rf"(?s){what}.*WAVE\.toml"):
        load_questions(_folder(tmp_path, text))
