"""Check that the documentation tells the truth about what exists.

    python tools/docs_check.py

In README.md, CONTRIBUTING.md, CHANGELOG.md, and every page under docs/ and examples/: each `onrecord` command and its
options are in the command line's own help, each `make` target is in the Makefile, each file named exists, each name
imported in a Python example is there. In the package: each public module, class and function has a docstring.
"""

from __future__ import annotations

import ast
import importlib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("src", "tests", "tools", "docs", "examples", "benchmarks")
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
PATH = re.compile(r"\.?[\w-]+(?:/[\w.-]+)+/?|[\w-]+\.(?:md|toml|py|csv)")
OPTION = re.compile(r"(?<![\w-])(--?[a-zA-Z][\w-]*)")
RUN = "import sys; from onrecord.cli import main; sys.exit(main())"


def pages() -> list[Path]:
    """The pages that are checked."""
    found = [ROOT / name for name in PAGES if (ROOT / name).exists()]
    return found + sorted(path for folder in ("docs", "examples") for path in (ROOT / folder).rglob("*.md"))


@cache
def help_of(command: str) -> str | None:
    """What the command line prints for `COMMAND --help`, None where it has no such command."""
    words = [sys.executable, "-c", RUN, *command.split(), "--help"]
    quiet = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(words, capture_output=True, text=True, env=quiet, check=False)
    return done.stdout if done.returncode == 0 else None


def shell_lines(text: str) -> Iterator[str]:
    """Every line of a page that a reader would type: inline code, and lines of blocks that are not Python."""
    for language, body in FENCE.findall(text):
        if language in ("", "sh", "bash", "console", "shell"):
            yield from (line.strip().removeprefix("$ ") for line in body.splitlines())
    yield from (code.strip() for code in CODE.findall(FENCE.sub("", text)))


def wrong_commands(text: str) -> Iterator[str]:
    """Commands and options of `onrecord` that its help does not know, and unknown targets of `make`."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for line in shell_lines(text):
        if line.startswith("make ") and (name := line.split()[1]) not in targets and name.islower():
            yield f"`{line}`: no target {name} in the Makefile"
        if re.match(r"onrecord [a-z-]", line):
            yield from wrong_onrecord(line)


def wrong_onrecord(line: str) -> Iterator[str]:
    """What the command line's help does not know of this one command."""
    words = shlex.split(line.split(" | ")[0].split(" > ")[0], comments=True)
    command = "" if words[1].startswith("-") else words[1]
    shown = help_of(command)
    if shown is None:
        yield f"`{line}`: onrecord has no command {command!r}"
        return
    if "COMMAND [ARGS]" in shown and len(words) > 3 and (within := help_of(" ".join(words[1:4]))):
        shown += within
    elif command and "COMMAND [ARGS]" in shown and len(words) > 3:
        yield f"`{line}`: {command} has no command {words[3]!r}"
    known = set(OPTION.findall(shown))
    for word in words[1:]:
        if (option := word.split("=")[0]).startswith("-") and len(option) > 1 and option not in known:
            yield f"`{line}`: {command or 'onrecord'} has no option {option}"


def wrong_files(page: Path, text: str) -> Iterator[str]:
    """Files that the page names and that are not there."""
    bare = FENCE.sub("", text)
    names = {path.name for folder in FOLDERS for path in (ROOT / folder).rglob("*")}
    top = {path.name for path in ROOT.iterdir()}
    for name in LINK.findall(bare):
        if "://" not in name and not name.startswith("mailto:") and not (page.parent / name).exists():
            yield f"link to {name}: no such file"
    for name in CODE.findall(bare):
        if PATH.fullmatch(name) and ("/" not in name or name.split("/")[0] in top):
            places = (ROOT / name, page.parent / name, ROOT / "src/onrecord" / name)
            if name not in names and not any(place.exists() for place in places):
                yield f"`{name}`: no such file"


def wrong_python(text: str) -> Iterator[str]:
    """Python examples that do not parse, or import what is not there."""
    for language, body in FENCE.findall(text):
        if language != "python":
            continue
        try:
            tree = ast.parse(body)
        except SyntaxError as error:
            yield f"Python example does not parse: {error}"
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("onrecord"):
                module = importlib.import_module(node.module or "")
                yield from (f"{node.module} has no {a.name}" for a in node.names if not hasattr(module, a.name))


def undocumented(path: Path) -> Iterator[str]:
    """Public names of a module that have no docstring."""

    def walk(node: ast.Module | ast.ClassDef, prefix: str) -> Iterator[str]:
        for child in node.body:
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and child.name[0] != "_":
                if ast.get_docstring(child) is None:
                    yield f"{path.relative_to(ROOT)}:{child.lineno}: {prefix}{child.name} has no docstring"
                if isinstance(child, ast.ClassDef):
                    yield from walk(child, f"{child.name}.")

    tree = ast.parse(path.read_text(encoding="utf-8"))
    if tree.body and ast.get_docstring(tree) is None:
        yield f"{path.relative_to(ROOT)}:1: the module has no docstring"
    yield from walk(tree, "")


def main() -> int:
    """Print everything that is not so; 1 when there is something."""
    wrong = []
    for page in pages():
        text = page.read_text(encoding="utf-8")
        found = [*wrong_commands(text), *wrong_files(page, text), *wrong_python(text)]
        wrong += [f"{page.relative_to(ROOT)}: {what}" for what in dict.fromkeys(found)]
    for path in sorted((ROOT / "src/onrecord").rglob("*.py")):
        wrong += undocumented(path)
    print("\n".join(wrong) or f"docs: {len(pages())} pages, all that they name exists")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
