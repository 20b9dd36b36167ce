"""People outrank programs in what follows from claims too: facts are made of what their verdicts leave."""

from __future__ import annotations

from pathlib import Path

from onrecord.keep import open_ledger, open_reader
from onrecord.run import build
from onrecord.settings import Settings
from onrecord.weighed import Fact
from tests.support import ENGLISH, PATTERN


def _built(pile: Path, record: Path) -> tuple[Fact, ...]:
    build([pile], record, settings=Settings(processes=1), pipeline=PATTERN)
    with open_reader(record) as reader:
        return tuple(reader.facts())


def _pile(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for n, name in enumerate(names):
        (folder / f"{n}.txt").write_text(f"{ENGLISH}{name} praised Anna on Friday.\n", encoding="utf-8")
    return folder


def test_a_claim_found_wrong_makes_no_fact(tmp_path: Path) -> None:
    """After a person's verdict and the next build, though no file is new, the claim is in no fact."""
    pile, record = _pile(tmp_path / "pile", "Rosa"), tmp_path / "r"
    (fact,) = _built(pile, record)
    with open_reader(record) as reader:
        about = reader.case(fact.claims[0]).about
    with open_ledger(record) as ledger:
        ledger.add(about, "wrong", by="the editor", against=None)
    assert () == _built(pile, record)


def test_names_that_a_person_joins_make_one_fact(tmp_path: Path) -> None:
    """Two names that a person judged the same are one actor from the next build on, and two again when withdrawn."""
    pile, record = _pile(tmp_path / "pile", "Rosa", "Xenia"), tmp_path / "r"
    assert 2 == len(_built(pile, record))
    with open_reader(record) as reader:
        about = reader.pair("Rosa", "Xenia").about
    with open_ledger(record) as ledger:
        said = ledger.add(about, "same", by="the editor", against=None)
    assert 1 == len(_built(pile, record))
    with open_ledger(record) as ledger:
        ledger.add(about, "undo", by="the editor", against=said.id, withdraws=said.id)
    assert 2 == len(_built(pile, record))
