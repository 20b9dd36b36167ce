"""What a ``sources.csv`` gives, and that nothing in it is dropped in silence."""

from pathlib import Path

import pytest

from onrecord.read.draft import Meta
from onrecord.read.sources import read_sources


def rows_of(folder: Path, text: str | bytes) -> tuple[dict[str, Meta], tuple[str, ...]]:
    (folder / "x.txt").write_text("x", encoding="utf-8")
    data = text.encode() if isinstance(text, str) else text
    (folder / "sources.csv").write_bytes(data)
    rows, complaints = read_sources(folder / "sources.csv")
    return dict(rows), complaints


def test_a_row_gives_all_that_it_says(tmp_path: Path) -> None:
    """Outlet, address, date and country reach the file; a mark at the start of the table does no harm."""
    rows, complaints = rows_of(
        tmp_path,
        '\ufeffFile,Outlet,URL,Published,Country\r\nx.txt,"Herald, The",https://h.example/1,8 Feb 2024,AZE\r\n',
    )
    assert rows == {"x.txt": Meta("Herald, The", "https://h.example/1", "2024-02-08", "AZE")}
    assert complaints == ()


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("x.txt,,javascript:alert(1),,", "is no http or https address"),
        ("x.txt,,,last week,", "is no date with day, month and year"),
        ("x.txt,,,,Azerbaijan", "is not a code of three letters"),
        (",Herald,,,", "no file is named"),
        ("y.txt,Herald,,,", "there is no file 'y.txt'"),
    ],
)
def test_what_cannot_be_used_is_reported_with_its_line(tmp_path: Path, row: str, complaint: str) -> None:
    """A bad cell or row is left out, and a line says which and why."""
    _, complaints = rows_of(tmp_path, f"file,outlet,url,published,country\n{row}\n")
    assert len(complaints) == 1
    assert complaints[0].startswith("line 2: ")
    assert complaint in complaints[0]


def test_a_second_row_for_a_file_is_reported(tmp_path: Path) -> None:
    """Of two rows for one file the first counts."""
    rows, complaints = rows_of(tmp_path, "file,outlet\nx.txt,First\nx.txt,Second\n")
    assert rows["x.txt"].outlet == "First"
    assert complaints == ("line 3: 'x.txt' has a row already; the row is not used.",)


@pytest.mark.parametrize("data", [b"", b"name,outlet\nx.txt,Herald\n", b"\xff\xfe\x00junk", b'file\n"open'])
def test_a_table_that_cannot_be_read_is_reported(tmp_path: Path, data: bytes) -> None:
    """A broken table costs its rows, never the pile."""
    rows, complaints = rows_of(tmp_path, data)
    assert rows == {}
    assert "cannot be read from here on" in complaints[0]
