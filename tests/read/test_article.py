"""One file, one final status: articles of good files, a clear line for each bad one."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.read import STANDARD, Limits, list_pile, read_file
from onrecord.read.draft import Meta, PileFile
from onrecord.text import stable_id, text_hash
from onrecord.types import Input

PROSE = "The president of Turkey congratulated his colleague on the victory, his office said in a statement on Monday."


def status_of(folder: Path, name: str, data: bytes, limits: Limits = STANDARD) -> Input:
    (folder / name).write_bytes(data)
    source, article = read_file(PileFile(folder / name, name, "x"), limits)
    assert (article is not None) == (source.status in ("ok", "partial", "suspect"))
    return source


def test_a_good_file_is_an_article(tmp_path: Path) -> None:
    """The text is the file's, the hash and the id are made of it, and what people know of it stands first."""
    data = f"Title of it\r\n\r\nBAKU, Feb 8, 2024 (Agency) - {PROSE}\r\n".encode()
    (tmp_path / "x.txt").write_bytes(data)
    source, article = read_file(PileFile(tmp_path / "x.txt", "a/x.txt", "x", Meta("The Herald", country="AZE")))
    assert article is not None
    assert article.text == data.decode()
    assert article.sha256 == source.sha256 == hashlib.sha256(data).hexdigest()
    assert article.id == stable_id("article", "a/x.txt", text_hash(article.text))
    assert (article.source, article.country, article.published) == ("The Herald", "AZE", "2024-02-08")
    assert (source.status, source.reason) == ("ok", "")


def test_without_an_outlet_the_document_stands_for_it(tmp_path: Path) -> None:
    """An article always has a source."""
    (tmp_path / "day1.txt").write_text(f"Title of it\n\n{PROSE}", encoding="utf-8")
    _, article = read_file(list_pile([tmp_path]).files[0])
    assert article is not None
    assert article.source == "day1"


@pytest.mark.parametrize(
    ("name", "data", "status", "reason"),
    [
        ("x.txt", b"", "empty", "there is no text in it (x.txt). Fetch the article again, or remove the file."),
        ("x.txt", b"\xef\xbb\xbf \r\n\t", "empty", "there is no text in it (x.txt)."),
        ("x.html", b"", "empty", "there is nothing in it (x.html)."),
        ("x.txt", b"%PDF-1.7 something", "binary", "this is no text but a PDF file (x.txt)."),
        ("x.txt", bytes(range(256)) * 8, "binary", "(x.txt). Save it as plain text or HTML first."),
        ("x.html", b"\x89PNG\r\n\x1a\n", "binary", "this is no web page but a PNG image (x.html)."),
        ("x.txt", PROSE.replace("president", "président").encode("latin-1"), "partial", "the encoding is doubtful"),
        ("x.txt", "Президент поздравил его с победой на выборах".encode(), "not_english", "its text is not in English"),
        (
            "x.txt",
            ("Президент поздравил его с победой. " * 9).encode("cp1251"),
            "not_english",
            "its text is not in English",
        ),
        (
            "x.pdf",
            b"%PDF-1.7",
            "unsupported",
            "files of kind '.pdf' cannot be read (x.pdf). Convert it to one of: .htm",
        ),
    ],
)
def test_a_bad_file_has_one_status_and_a_reason(
    tmp_path: Path, name: str, data: bytes, status: str, reason: str
) -> None:
    """What is wrong, where, and what to do next."""
    source = status_of(tmp_path, name, data)
    assert source.status == status
    assert reason in source.reason


def test_a_file_of_fifty_megabytes_is_too_large(tmp_path: Path) -> None:
    """It is not taken into memory; its hash is that of all its bytes."""
    with (tmp_path / "x.txt").open("wb") as handle:
        handle.truncate(50_000_000)
    source, article = read_file(PileFile(tmp_path / "x.txt", "x.txt", "x"))
    assert article is None
    assert source.status == "too_large"
    assert source.reason == (
        "the file has over 20 million bytes, the limit for one article (x.txt). "
        "Split it into one file for each article."
    )
    assert source.sha256 == hashlib.sha256(bytes(50_000_000)).hexdigest()


@pytest.mark.parametrize("kind", ["folder", "broken link", "pipe"])
def test_what_cannot_be_opened_is_unreadable(tmp_path: Path, kind: str) -> None:
    """A folder named like an article, a link to nothing and a pipe are refused; nothing waits for them."""
    path = tmp_path / "x.txt"
    match kind:
        case "folder":
            path.mkdir()
        case "broken link":
            path.symlink_to(tmp_path / "gone")
        case _ if hasattr(os, "mkfifo"):
            os.mkfifo(path)
        case _:
            pytest.skip("no pipes here")
    source, article = read_file(PileFile(path, "x.txt", "x"))
    assert article is None
    assert source.status == "unreadable"
    assert source.reason.startswith("the file cannot be opened: ")
    assert source.reason.endswith("(x.txt). Check that it exists and may be read.")


def test_a_bad_file_leaves_the_rest_of_the_pile_alone(tmp_path: Path) -> None:
    """Good files among bad ones are read as they are without them."""
    (tmp_path / "good.txt").write_text(f"Title of it\n\n{PROSE}", encoding="utf-8")
    alone = [read_file(file) for file in list_pile([tmp_path]).files]
    (tmp_path / "bad.txt").write_bytes(bytes(500))
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nothing")
    both = [read_file(file) for file in list_pile([tmp_path]).files]
    assert [source.status for source, _ in both] == ["binary", "unreadable", "ok"]
    assert alone[0] in both


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(data=st.binary(max_size=300))
def test_no_bytes_make_it_raise(tmp_path: Path, data: bytes) -> None:
    """Any bytes end in a status; an article's blocks lie in its text."""
    (tmp_path / "x.txt").write_bytes(data)
    source, article = read_file(PileFile(tmp_path / "x.txt", "x.txt", "x"))
    assert source.status in ("ok", "partial", "empty", "binary", "not_english")
    if article is not None:
        assert all(block.span.end <= len(article.text) for block in article.blocks)
