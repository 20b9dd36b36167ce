"""Laws of the bundled pipeline: shapes, determinism, bounds, and a few constructions that news lives on."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import ParserError
from onrecord.parse.pipeline import MOST_WORDS, Analysis, Pipeline
from onrecord.types import Name

ARTICLE = tuple(
    tuple(line.split())
    for line in (
        "Moscow criticized the European Union on Friday .",
        "President of Belarus Alexander Lukashenko congratulated Ilham Aliyev on his victory .",
        "Leaders of Kazakhstan , Russia and Tajikistan have congratulated Aliyev .",
        '" The vote was free , " said Sergey Lebedev .',
        "LEADERS MEET IN BAKU",
        "Yes",
    )
)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """The pipeline that ships."""
    return Pipeline()


@pytest.fixture(scope="module")
def found(pipeline: Pipeline) -> list[Analysis]:
    """The little article, parsed."""
    return pipeline.parse(ARTICLE)


def _is_tree(heads: tuple[int, ...]) -> bool:
    def arrives(at: int) -> bool:
        for _ in heads:
            if heads[at] < 0:
                return True
            at = heads[at]
        return False

    return sum(head < 0 for head in heads) == 1 and all(arrives(at) for at in range(len(heads)))


def _head_word(words: tuple[str, ...], analysis: Analysis, word: str) -> tuple[str, str]:
    at = words.index(word)
    head = analysis.heads[at]
    return analysis.relations[at], words[head] if head >= 0 else ""


def test_every_column_is_as_long_as_the_sentence(found: list[Analysis]) -> None:
    """Each column has one item a word."""
    for words, analysis in zip(ARTICLE, found, strict=True):
        columns = (analysis.lemmas, analysis.upos, analysis.xpos, analysis.heads, analysis.relations)
        assert [len(words)] * 5 == [len(column) for column in columns]


def test_every_sentence_is_a_tree_with_one_root(found: list[Analysis]) -> None:
    """Walking up from any word ends at the only root, and only the root has that relation."""
    for analysis in found:
        assert _is_tree(analysis.heads)
        assert [head < 0 for head in analysis.heads] == [relation == "root" for relation in analysis.relations]


def test_the_same_words_give_the_same_result(pipeline: Pipeline, found: list[Analysis]) -> None:
    """Parsing again, in the same process or with freshly loaded weights, changes nothing."""
    assert found == pipeline.parse(ARTICLE)
    assert found == Pipeline().parse(ARTICLE)


def test_nothing_in_nothing_out(pipeline: Pipeline) -> None:
    """No sentences give no analyses, and a sentence without words an empty one."""
    assert [] == pipeline.parse([])
    assert () == pipeline.parse([[]])[0].heads


@pytest.mark.parametrize("words", [["x"] * (3 * MOST_WORDS + 7), ["incomprehensibilities-antidisestablishment"] * 140])
def test_an_overlong_sentence_is_still_one_tree(pipeline: Pipeline, words: list[str]) -> None:
    """A sentence past the encoder's places is parsed in stretches and put together."""
    (analysis,) = pipeline.parse([words])
    assert len(words) == len(analysis.lemmas)
    assert _is_tree(analysis.heads)


def test_strange_words_do_no_harm(pipeline: Pipeline) -> None:
    """Symbols, other scripts, empty words and endless ones parse to something."""
    words = ["", "\u200b", "😀", "пример", "a" * 5000, "\x00"]
    assert _is_tree(pipeline.parse([words])[0].heads)


def test_the_version_names_format_and_weights(pipeline: Pipeline) -> None:
    """A version is the format's number and a short hash, the same at every load."""
    assert pipeline.version == Pipeline().version
    assert "2-" == pipeline.version[:2]


def test_no_model_is_a_parser_error(tmp_path: Path) -> None:
    """Where the folder is empty the error says where it looked."""
    with pytest.raises(ParserError, match=tmp_path.name):
        Pipeline(tmp_path)


def test_an_older_format_is_refused(tmp_path: Path) -> None:
    """Weights of another format are refused by number."""
    (tmp_path / "labels.json").write_text('{"format": 0}', encoding="utf-8")
    with pytest.raises(ParserError, match="format 0"):
        Pipeline(tmp_path)


def test_a_capital_as_subject_is_a_place(found: list[Analysis]) -> None:
    """A capital that stands for its government is the subject and a place."""
    assert ("nsubj", "criticized") == _head_word(ARTICLE[0], found[0], "Moscow")
    assert (Name(0, 1, "LOC"), Name(3, 5, "ORG")) == found[0].names


def test_an_office_before_a_name_leaves_the_name_the_subject(found: list[Analysis]) -> None:
    """In "President of COUNTRY First Last" the name is the subject and the country is the office's."""
    words, analysis = ARTICLE[1], found[1]
    assert ("nsubj", "congratulated") == _head_word(words, analysis, "Alexander")
    assert ("flat", "Alexander") == _head_word(words, analysis, "Lukashenko")
    assert ("nmod", "President") == _head_word(words, analysis, "Belarus")
    assert ("obj", "congratulated") == _head_word(words, analysis, "Ilham")
    assert (Name(2, 3, "LOC"), Name(3, 5, "PER"), Name(6, 8, "PER")) == analysis.names


def test_listed_countries_hang_on_the_first(found: list[Analysis]) -> None:
    """In "leaders of A, B and C" the countries are joined, and the active perfect has a plain subject and object."""
    words, analysis = ARTICLE[2], found[2]
    assert ("conj", "Kazakhstan") == _head_word(words, analysis, "Russia")
    assert ("conj", "Kazakhstan") == _head_word(words, analysis, "Tajikistan")
    assert ("nsubj", "congratulated") == _head_word(words, analysis, "Leaders")
    assert ("obj", "congratulated") == _head_word(words, analysis, "Aliyev")


def test_a_speaker_after_the_verb_is_its_subject(found: list[Analysis]) -> None:
    """In an inverted quotation the speaker is the verb's subject and what is said its clause."""
    words, analysis = ARTICLE[3], found[3]
    assert ("nsubj", "said") == _head_word(words, analysis, "Sergey")
    assert ("ccomp", "said") == _head_word(words, analysis, "free")


def test_lemmas_follow_the_tag(found: list[Analysis]) -> None:
    """A verb's lemma is its base form."""
    assert "criticize" == found[0].lemmas[1]
    assert "congratulate" == found[1].lemmas[5]
