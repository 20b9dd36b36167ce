"""Laws of GUM's chains as annotated articles, over a few hand-made lines."""

from __future__ import annotations

from pathlib import Path

from tools.train.annotated import Known
from tools.train.chains import SENTENCES, chains

FOLDER = "UD_English-GUM"
FILE = "en_gum_nonc-ud-train.conllu"
FIRST = """# newdoc id = GUM_news_one
# newpar
1-2\tAnna's\t_\t_\t_\t_\t_\t_\t_\t_
1\tAnna\t_\tPROPN\t_\t_\t3\t_\t_\tEntity=(2-person-giv(1-person-new)
2\t's\t_\tPART\t_\t_\t1\t_\t_\t_
3\tson\t_\tNOUN\t_\t_\t4\t_\t_\tEntity=2)
4\tspoke\t_\tVERB\t_\t_\t0\t_\t_\tSpaceAfter=No
5\t.\t_\tPUNCT\t_\t_\t4\t_\t_\t_
"""
SECOND = """# newpar
1\tOslo\t_\tPROPN\t_\t_\t2\t_\t_\tEntity=(3-place-new)
2\tlistened\t_\tVERB\t_\t_\t0\t_\t_\t_
3\tto\t_\tADP\t_\t_\t4\t_\t_\t_
4\thim\t_\tPRON\t_\t_\t2\t_\t_\tEntity=(2-person-giv)|SpaceAfter=No
5\t.\t_\tPUNCT\t_\t_\t2\t_\t_\t_
"""


def _written(folder: Path, *blocks: str) -> Path:
    (folder / FOLDER).mkdir()
    (folder / FOLDER / FILE).write_text("\n".join(blocks) + "\n", encoding="utf-8")
    return folder


def test_the_text_is_rebuilt_and_mentions_cover_their_words(tmp_path: Path) -> None:
    """Words of one written word stand together, paragraphs apart; chains keep their numbers, kinds their names."""
    (article,) = chains(_written(tmp_path, FIRST, SECOND))

    assert article.id == "gum-GUM_news_one-0"
    assert article.text == "Anna's son spoke.\n\nOslo listened to him. "
    assert [(article.text[one.start : one.end], one.entities) for one in article.mentions] == [
        ("Anna", ("1",)),
        ("Anna's son", ("2",)),
        ("Oslo", ("3",)),
        ("him", ("2",)),
    ]
    assert {chain: known.kind for chain, known in article.entities.items()} == {
        "1": "person",
        "2": "person",
        "3": "state",
    }
    assert article.entities["1"] == Known("person", "x", None)
    assert article.acts == ()


def test_documents_are_cut_into_stretches_of_a_reports_length(tmp_path: Path) -> None:
    """No stretch is longer, none is lost, and each has its own name."""
    found = chains(_written(tmp_path, FIRST, *[SECOND] * (SENTENCES + 1), FIRST))

    assert [one.text.count(".") for one in found] == [SENTENCES, 2, 1]
    assert len({one.id for one in found}) == len(found)
