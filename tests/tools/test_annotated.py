"""Laws of our own annotated corpus: what its reader takes for an error, and that offsets are the text's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.train.annotated import ACTIONS, Act, AnnotationError, Known, read

CORPUS = Path(__file__).parents[2] / "tools" / "train" / "corpus"
ENTITIES = "a | person | Anna Berg | NOR\nb | state | Sweden | SWE\nt | thing | the vote |"


def _written(folder: Path, body: str, entities: str = ENTITIES) -> Path:
    path = folder / "x.txt"
    path.write_text(f"=== x-001\n{body}\n--\n{entities}\n", encoding="utf-8")
    return path


def test_marks_are_taken_out_and_offsets_are_the_bare_texts(tmp_path: Path) -> None:
    """Each mention and trigger covers its own words in the text without marks; mentions nest; ids may be several."""
    body = "Vote over\n\n[a+b:[a:Anna Berg] and [b:Sweden]] {PRAISE a,b>t;?*OBSERVE a>t:hailed} [t:the vote]."
    (article,) = read(_written(tmp_path, body))

    assert article.id == "x-001"
    assert article.text == "Vote over\n\nAnna Berg and Sweden hailed the vote."
    assert [(article.text[one.start : one.end], one.entities) for one in article.mentions] == [
        ("Anna Berg", ("a",)),
        ("Sweden", ("b",)),
        ("Anna Berg and Sweden", ("a", "b")),
        ("the vote", ("t",)),
    ]
    assert article.acts == (
        Act("PRAISE", "asserted", False, ("a", "b"), ("t",), 32, 38),
        Act("OBSERVE", "planned", True, ("a",), ("t",), 32, 38),
    )
    assert article.text[32:38] == "hailed"
    assert article.entities["t"] == Known("thing", "the vote", None)


@pytest.mark.parametrize(
    ("signs", "modality", "optional"),
    [
        ("", "asserted", False),
        ("!", "negated", False),
        ("?", "planned", False),
        ("~", "implied", False),
        ("*", "asserted", True),
        ("*!", "negated", True),
    ],
)
def test_signs_say_modality_and_what_is_optional(tmp_path: Path, signs: str, modality: str, optional: bool) -> None:
    """``!``, ``?`` and ``~`` give the modality, ``*`` what careful annotators could differ on."""
    (article,) = read(_written(tmp_path, f"[a:Anna] {{{signs}THANK a>b:thanks}} [b:Sweden]"))
    (act,) = article.acts

    assert (act.modality, act.optional) == (modality, optional)


def test_a_party_that_the_text_does_not_tell_is_missing(tmp_path: Path) -> None:
    """``_`` stands for nobody."""
    (article,) = read(_written(tmp_path, "{CONGRATULATE _>b:Congratulations}, [b:Sweden]"))

    assert (article.acts[0].agents, article.acts[0].targets) == ((), ("b",))


@pytest.mark.parametrize(
    ("body", "entities", "said"),
    [
        ("[a:Anna] spoke", "a | king | Anna | NOR", "not an entity"),
        ("[a:Anna] spoke", "a, person, Anna", "not an entity"),
        ("[?:Anna] spoke", ENTITIES, "cannot read the mark"),
        ("{no label} here", ENTITIES, "cannot read the mark"),
        ("Anna] spoke", ENTITIES, "closes nothing"),
        ("[a:Anna} spoke", ENTITIES, "closes nothing"),
        ("[a:Anna spoke", ENTITIES, "never closed"),
        ("[a:] spoke", ENTITIES, "an empty mark"),
        ("[a:Anna] {THANK a:thanks}", ENTITIES, "not an act"),
        ("[a:Anna] {APPLAUD a>_:claps}", ENTITIES, "not an act"),
        ("[z:Anna] spoke", ENTITIES, "mentioned and not listed"),
        ("[a:Anna] {THANK a>z:thanks}", ENTITIES, "'z' of THANK is not listed"),
        ("[a:Anna] {THANK a>b:thanks}", ENTITIES, "'b' of THANK has no mention"),
        ("[t:The vote] {PRAISE t>a:praises} [a:Anna]", ENTITIES, "a thing cannot be the agent"),
        ("[a:Anna] {THANK a>a:thanks} herself", ENTITIES, "to itself"),
        ("[a:Anna] {PRAISE a>_:one two three four five six seven eight nine}", ENTITIES, "too many words"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, body: str, entities: str, said: str) -> None:
    """Every error names the file and the article."""
    with pytest.raises(AnnotationError, match=said) as raised:
        list(read(_written(tmp_path, body, entities)))

    assert str(raised.value).startswith("x.txt, x-001: ")


def test_an_article_without_entities_is_an_error(tmp_path: Path) -> None:
    """The line ``--`` must be there."""
    path = tmp_path / "x.txt"
    path.write_text("=== x-001\nAnna spoke.\n", encoding="utf-8")

    with pytest.raises(AnnotationError, match="no line `--`"):
        list(read(path))


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_corpus_is_well_marked(path: Path) -> None:
    """Every article of the corpus can be read, and each mark covers words without space around."""
    for article in read(path):
        words = [article.text[one.start : one.end] for one in (*article.mentions, *article.acts)]

        assert [word.strip() for word in words] == words


def test_names_of_articles_are_given_once() -> None:
    """An article's name decides its fold: no two may share one."""
    names = [article.id for path in sorted(CORPUS.glob("*.txt")) for article in read(path)]

    assert len(set(names)) == len(names)


def test_actions_are_the_lexicons() -> None:
    """Nothing is annotated that OnRecord does not know."""
    lexicon = Path(__file__).parents[2] / "src" / "onrecord" / "lexicon"

    assert {path.stem for path in lexicon.glob("*.toml")} == set(ACTIONS)
    assert len(set(ACTIONS)) == len(ACTIONS)
