"""Lists the files of a pile: what will be read, under which name, and what is left out and counted."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from onrecord.errors import InputError
from onrecord.read.draft import Meta, PileFile
from onrecord.read.registry import extensions
from onrecord.read.sources import SOURCES_FILE, read_sources
from onrecord.text import stable_id

# Between the folders and the file's name in a document's name: "reuters/day1.txt" gives "reuters_day1".
JOINER = "_"


@dataclass(frozen=True, slots=True)
class Pile:
    """The files to read, sorted by name; the other files as (extension, count); lines to show the user."""

    files: tuple[PileFile, ...]
    other: tuple[tuple[str, int], ...] = ()
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A file met on the walk: its path, its name within the argument it was found under, that argument."""

    path: Path
    name: str
    root: Path


def list_pile(paths: Sequence[Path]) -> Pile:
    """The pile of the given files and folders, whatever their order; a file reached twice is read once.

    Raises InputError where a given path is missing or a given folder cannot be read.
    """
    messages: list[str] = []
    found = [file for path in sorted({Path(path) for path in paths}) for file in _walk(path, messages)]
    once = _once(found, messages)
    kept = [file for file in once if _is_kept(file)]
    named = _with_distinct_names(kept)
    meta = _metadata(once, messages)
    documents = _documents([name for _, name in named], messages)
    files = (
        PileFile(file.path, name, documents[name], meta.get(os.path.realpath(file.path), Meta()))
        for file, name in named
    )
    left = [file for file in once if not _is_kept(file) and file.path.name != SOURCES_FILE]
    other = Counter(file.path.suffix.lower().lstrip(".") for file in left)
    return Pile(tuple(sorted(files, key=lambda file: file.name)), tuple(sorted(other.items())), tuple(messages))


def _is_kept(file: _Found) -> bool:
    """A file of a known kind; one named by the user is kept whatever its kind, so that it gets a status.

    A ``sources.csv`` never is: it tells of the files beside it, however it was reached.
    """
    if file.path.name == SOURCES_FILE:
        return False
    return file.path == file.root or file.path.suffix.lower().lstrip(".") in extensions()


def _walk(path: Path, messages: list[str]) -> Iterator[_Found]:
    if path.is_dir():
        yield from _walk_folder(path, messages)
    elif path.exists():
        yield _Found(path, path.name, path)
    else:
        what = "this link leads to no file" if path.is_symlink() else "there is no such file or folder"
        raise InputError(what, where=str(path), next_step="Check the spelling, or give a folder or a file that exists.")


def _walk_folder(root: Path, messages: list[str]) -> Iterator[_Found]:
    """Every file under a folder that is not hidden; links are followed, each real folder is entered once."""
    entered: set[str] = set()
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        real = os.path.realpath(folder)
        if real in entered:
            continue
        entered.add(real)
        entries = [entry for entry in _entries(folder, root, messages) if not entry.name.startswith(".")]
        waiting.extend(entry for entry in reversed(entries) if entry.is_dir())
        yield from (_Found(entry, entry.relative_to(root).as_posix(), root) for entry in entries if not entry.is_dir())


def _entries(folder: Path, root: Path, messages: list[str]) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        what = f"a folder cannot be read: {error.strerror or error}"
        if folder == root:
            raise InputError(what, where=str(folder), next_step="Check its permissions, or leave it out.") from error
        messages.append(f"{what} ({folder.relative_to(root).as_posix()}). Check its permissions; the rest is read.")
        return []


def _once(found: Sequence[_Found], messages: list[str]) -> list[_Found]:
    """Each real file once, under its longest name; the order of the paths given does not matter."""
    best: dict[str, _Found] = {}
    for file in found:
        real = os.path.realpath(file.path)
        if real not in best or _preference(file) > _preference(best[real]):
            best[real] = file
    repeated = len(found) - len(best)
    if repeated:
        messages.append(f"{repeated} {'path leads' if repeated == 1 else 'paths lead'} to a file that is read already.")
    return list(best.values())


def _preference(file: _Found) -> tuple[bool, int, str, str]:
    return file.path != file.root, file.name.count("/"), file.name, str(file.path)


def _with_distinct_names(files: Sequence[_Found]) -> list[tuple[_Found, str]]:
    """Each file with its name within the pile; equal ones take folders of the path they were given by in front."""
    names = [(file, file.name) for file in files]
    for depth in range(1, 64):
        count = Counter(name for _, name in names)
        if max(count.values(), default=1) == 1:
            break
        names = [(file, _longer(file, depth) if count[name] > 1 else name) for file, name in names]
    return names


def _longer(file: _Found, depth: int) -> str:
    base = file.root.absolute() if file.path != file.root else file.root.absolute().parent
    before = base.parts[1:][-depth:]
    return PurePosixPath(*before, file.name).as_posix()


def _documents(names: Sequence[str], messages: list[str]) -> dict[str, str]:
    """A distinct document name for each file name: its stem; where stems are equal, with folders before it.

    As many folders as it takes. Files of one folder that differ in their extension alone keep it; should two names
    still be equal, eight digits that depend on the file's name alone go behind.
    """
    documents = {name: PurePosixPath(name).stem for name in names}
    deepest = max((name.count("/") for name in names), default=0)
    ways: list[Callable[[str], str]] = [
        *(partial(_with_folders, depth=depth) for depth in range(1, deepest + 1)),
        _with_extension,
        _with_digits,
    ]
    first = _equal(documents)
    for way in ways:
        documents.update({name: way(name) for name in _equal(documents)})
    messages.extend(_renamed(first, documents) if first else ())
    return documents


def _equal(documents: Mapping[str, str]) -> list[str]:
    count = Counter(documents.values())
    return sorted(name for name, document in documents.items() if count[document] > 1)


def _with_folders(name: str, *, depth: int) -> str:
    path = PurePosixPath(name)
    return JOINER.join((*path.parent.parts[-depth:], path.stem))


def _with_extension(name: str) -> str:
    return JOINER.join(PurePosixPath(name).parts)


def _with_digits(name: str) -> str:
    return JOINER.join((_with_extension(name), stable_id("document", name)[:8]))


def _renamed(equal: Sequence[str], documents: Mapping[str, str]) -> Iterator[str]:
    shown = ", ".join(f"{name} is {documents[name]}" for name in equal[:5]) + (", …" if len(equal) > 5 else "")
    yield f"{len(equal)} files have a name that another has too; their folder's name goes before it: {shown}."


def _metadata(found: Sequence[_Found], messages: list[str]) -> dict[str, Meta]:
    """What the ``sources.csv`` files among those found, and beside those given one by one, say, by real path."""
    meta: dict[str, Meta] = {}
    for name, path in sorted(_tables(found)):
        rows, complaints = read_sources(path)
        meta.update({os.path.realpath(path.parent / row): what for row, what in rows})
        messages.extend(f"{name}, {complaint}" for complaint in complaints)
    return meta


def _tables(found: Sequence[_Found]) -> set[tuple[str, Path]]:
    """The ``sources.csv`` files by name within the pile, each once."""
    tables = {os.path.realpath(file.path): (file.name, file.path) for file in found if file.path.name == SOURCES_FILE}
    for file in found:
        beside = file.path.parent / SOURCES_FILE
        if file.path == file.root and beside.is_file():
            tables.setdefault(os.path.realpath(beside), (SOURCES_FILE, beside))
    return set(tables.values())
