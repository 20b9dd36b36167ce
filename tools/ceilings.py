"""Hold the code to its ceilings: fifty lines a function, five hundred a module, no word lists in Python.

    python tools/ceilings.py [FOLDER…]

A word list is a literal with more than twelve strings: a list, tuple or set, a dictionary of constants, words in one
string that is split, or the alternatives of one pattern. Words are data: they belong in a .toml or .csv file, with a
check. Only the package is held to that; lengths count everywhere.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("src", "tests", "tools", "benchmarks")
FUNCTION_LINES = 50
MODULE_LINES = 500
LISTED_WORDS = 12
WORD = re.compile(r"[^\W\d_]{2}")
ALTERNATIVES = re.compile(r"[\w |]+")


def long_functions(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Each function that is over its ceiling, with its line and what to say of it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield (
                    node.lineno,
                    f"function {node.name} has {lines} lines, the ceiling is {FUNCTION_LINES}: split it by meaning",
                )


def text_of(node: ast.AST | None) -> str:
    """The node's constant string, empty where it is something else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def count_words(nodes: Iterable[ast.AST | None]) -> int:
    """How many of the nodes are strings with a word in them; signs and single letters are none."""
    return sum(bool(WORD.search(text_of(node))) for node in nodes)


def alternatives(text: str) -> int:
    """How many words a stretch of a pattern chooses among."""
    return sum(bool(WORD.search(choice)) for choice in text.split("|")) if "|" in text else 0


def words_in(node: ast.AST) -> int:
    """How many words the node lists, 0 where it lists none."""
    match node:
        case ast.List() | ast.Tuple() | ast.Set():
            return count_words(node.elts)
        case ast.Dict() if all(isinstance(value, ast.Constant) for value in node.values):
            return count_words([*node.keys, *node.values]) if len(node.keys) > LISTED_WORDS else 0
        case ast.Call(func=ast.Attribute(value=value, attr="split")):
            return len(text_of(value).split())
        case ast.Constant():
            return max(map(alternatives, ALTERNATIVES.findall(text_of(node))), default=0)
    return 0


def allowed(tree: ast.AST) -> set[int]:
    """The nodes that may list many names: the public names of a module, and the values of a Literal type."""
    free: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            free.add(id(node.value))
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal":
            free.add(id(node.slice))
    return free


def word_lists(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Each word list, with its line and what to say of it."""
    free = allowed(tree)
    for node in ast.walk(tree):
        count = 0 if id(node) in free else words_in(node)
        if count > LISTED_WORDS:
            line = getattr(node, "lineno", 1)
            yield line, f"a list of {count} words, the ceiling is {LISTED_WORDS}: move them to a data file with a check"


def complaints(path: Path) -> Iterator[str]:
    """Every ceiling that the file breaks, as path:line: what."""
    text = path.read_text(encoding="utf-8")
    place, tree, lines = path.relative_to(ROOT), ast.parse(text), text.count("\n")
    if lines > MODULE_LINES:
        yield f"{place}:1: the module has {lines} lines, the ceiling is {MODULE_LINES}: split it by meaning"
    found = list(long_functions(tree))
    if place.parts[0] == "src":
        found += word_lists(tree)
    for line, what in sorted(found):
        yield f"{place}:{line}: {what}"


def main(arguments: list[str]) -> int:
    """Print every broken ceiling; 1 when there is one."""
    folders = [ROOT / name for name in arguments or FOLDERS]
    files = sorted(path for folder in folders for path in folder.rglob("*.py"))
    broken = [complaint for path in files for complaint in complaints(path)]
    print("\n".join(broken) or f"ceilings: {len(files)} files, all below")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
