"""What a pile is: which files, under which names, and what is said of the rest."""

from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.read.pile import Pile, list_pile


def write(folder: Path, *names: str, text: str = "The text.") -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def names(pile: Pile) -> list[str]:
    return [file.name for file in pile.files]


def documents(pile: Pile) -> list[str]:
    return [file.document for file in pile.files]


def test_a_folder_gives_its_files_sorted_with_paths_within_it(tmp_path: Path) -> None:
    """A file's name is its path within the pile, its document the file's name without the last extension."""
    write(tmp_path, "b.txt", "a/d.html", "a/c.v2.txt")
    pile = list_pile([tmp_path])
    assert names(pile) == ["a/c.v2.txt", "a/d.html", "b.txt"]
    assert documents(pile) == ["c.v2", "d", "b"]


def test_a_file_given_by_itself_is_named_by_its_file_name(tmp_path: Path) -> None:
    """The folders a single file lies in are no part of its name."""
    write(tmp_path, "deep/one.txt")
    assert names(list_pile([tmp_path / "deep/one.txt"])) == ["one.txt"]


def test_equal_documents_get_their_folder_in_front(tmp_path: Path) -> None:
    """Two files of one name in two folders are told apart by the folder, and a line says so."""
    write(tmp_path, "ap/day1.txt", "tass/day1.txt", "other.txt")
    pile = list_pile([tmp_path])
    assert documents(pile) == ["ap_day1", "other", "tass_day1"]
    assert pile.messages == (
        "2 files have a name that another has too; their folder's name goes before it: "
        "ap/day1.txt is ap_day1, tass/day1.txt is tass_day1.",
    )


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (("x.txt", "a/x.txt"), ["a_x", "x"]),
        (("x.txt", "x.html"), ["x.html", "x.txt"]),
        (("p/a/x.txt", "q/a/x.txt"), ["p_a_x", "q_a_x"]),
        (("a/x.txt", "a/x.html", "b/x.txt"), ["a_x.html", "a_x.txt", "b_x"]),
    ],
)
def test_documents_are_always_distinct(tmp_path: Path, files: tuple[str, ...], expected: list[str]) -> None:
    """As many folders go in front as it takes, then the extension stays."""
    assert documents(list_pile([write(tmp_path, *files)])) == expected


def test_a_document_that_looks_like_a_renamed_one_stays_distinct(tmp_path: Path) -> None:
    """Renaming never makes two documents equal."""
    pile = list_pile([write(tmp_path, "a_x.txt", "a/x.txt", "b/x.txt")])
    assert len(set(documents(pile))) == 3


def test_two_folders_with_equal_names_inside_keep_both_files(tmp_path: Path) -> None:
    """Names are distinct over the whole pile: the given folder's own name goes in front where it must."""
    write(tmp_path, "one/x.txt", "two/x.txt")
    pile = list_pile([tmp_path / "one", tmp_path / "two"])
    assert names(pile) == ["one/x.txt", "two/x.txt"]
    assert documents(pile) == ["one_x", "two_x"]


def test_the_order_of_the_paths_does_not_matter(tmp_path: Path) -> None:
    """The same paths in any order are the same pile."""
    write(tmp_path, "one/x.txt", "two/x.txt", "y.txt")
    paths = [tmp_path / "one", tmp_path / "two", tmp_path / "y.txt"]
    assert list_pile(paths) == list_pile(paths[::-1])


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    """A path given twice, and a file within a given folder, count once."""
    write(tmp_path, "a/x.txt")
    pile = list_pile([tmp_path, tmp_path / "a/x.txt", tmp_path])
    assert names(pile) == ["a/x.txt"]
    assert pile.messages == ("1 path leads to a file that is read already.",)


def test_other_kinds_are_counted_and_not_read(tmp_path: Path) -> None:
    """Files that no reader knows are counted by extension; hidden ones are not seen."""
    write(tmp_path, "a.txt", "b.pdf", "c.PDF", "README", ".hidden.txt", ".git/x.txt")
    pile = list_pile([tmp_path])
    assert names(pile) == ["a.txt"]
    assert pile.other == (("", 1), ("pdf", 2))


def test_a_file_named_by_the_user_is_kept_whatever_its_kind(tmp_path: Path) -> None:
    """What the user names gets a status of its own; it is never only counted."""
    write(tmp_path, "report.pdf")
    assert names(list_pile([tmp_path / "report.pdf"])) == ["report.pdf"]


def test_links_that_lead_in_circles_end(tmp_path: Path) -> None:
    """A link to a folder above it is entered once."""
    write(tmp_path, "a/x.txt")
    (tmp_path / "a/up").symlink_to(tmp_path, target_is_directory=True)
    assert names(list_pile([tmp_path])) == ["a/x.txt"]


def test_a_missing_path_says_what_where_and_what_next(tmp_path: Path) -> None:
    """A path that is not there is refused before anything is read."""
    with pytest.raises(InputError) as caught:
        list_pile([tmp_path / "nothing"])
    assert str(caught.value) == (
        f"there is no such file or folder ({tmp_path / 'nothing'}). "
        "Check the spelling, or give a folder or a file that exists."
    )


def test_a_link_to_nothing_given_by_the_user_is_refused(tmp_path: Path) -> None:
    """A broken link as an argument is a missing path."""
    (tmp_path / "x.txt").symlink_to(tmp_path / "gone.txt")
    with pytest.raises(InputError, match="leads to no file"):
        list_pile([tmp_path / "x.txt"])


def test_sources_csv_tells_of_the_files_beside_it(tmp_path: Path) -> None:
    """The rows of a folder's sources.csv reach its files, and what cannot be used is said."""
    write(tmp_path, "a/x.txt", "a/y.txt")
    (tmp_path / "a/sources.csv").write_text(
        "file,outlet,published,country\nx.txt,The Herald,2024-02-08,aze\nz.txt,Lost,,\n", encoding="utf-8"
    )
    pile = list_pile([tmp_path])
    x, y = pile.files
    assert (x.meta.outlet, x.meta.published, x.meta.country) == ("The Herald", "2024-02-08", "AZE")
    assert y.meta.outlet is None
    assert pile.messages == ("a/sources.csv, line 3: there is no file 'z.txt' in this folder; the row is not used.",)
    assert pile.other == ()


def test_sources_csv_given_by_its_path_is_no_input(tmp_path: Path) -> None:
    """What a shell makes of ``folder/*`` is the pile of the folder: the table tells of its files and is not read."""
    write(tmp_path, "x.txt", "y.txt")
    (tmp_path / "sources.csv").write_text("file,outlet\nx.txt,The Herald\n", encoding="utf-8")
    pile = list_pile(sorted(tmp_path.iterdir()))
    assert names(pile) == ["x.txt", "y.txt"]
    assert [file.meta.outlet for file in pile.files] == ["The Herald", None]
    assert (pile.other, pile.messages) == ((), ())


def test_a_file_given_alone_has_what_its_folders_table_says(tmp_path: Path) -> None:
    """The table beside a single file is used, once, and only for the files given."""
    write(tmp_path, "x.txt", "y.txt", "z.txt")
    (tmp_path / "sources.csv").write_text("file,outlet\nx.txt,The Herald\nq.txt,Lost\n", encoding="utf-8")
    pile = list_pile([tmp_path / "x.txt", tmp_path / "y.txt"])
    assert [(file.name, file.meta.outlet) for file in pile.files] == [("x.txt", "The Herald"), ("y.txt", None)]
    assert pile.messages == ("sources.csv, line 3: there is no file 'q.txt' in this folder; the row is not used.",)
    assert pile.other == ()


def test_a_table_alone_is_no_pile(tmp_path: Path) -> None:
    """A ``sources.csv`` and nothing else leaves nothing to read."""
    (tmp_path / "sources.csv").write_text("file,outlet\n", encoding="utf-8")
    assert list_pile([tmp_path / "sources.csv"]).files == ()
