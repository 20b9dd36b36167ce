"""Which module reads which extension. A reader is found by being a module of this folder with ``EXTENSIONS``.

A reader offers ``EXTENSIONS`` (lower case, without the dot) and ``read(data, file, limits) -> Draft``. Importing it has
no effect beyond that, and it imports what is heavy only when it reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType, ModuleType

from onrecord.errors import DataError


@cache
def readers() -> Mapping[str, ModuleType]:
    """The readers by extension. Raises DataError where two claim the same one."""
    found: dict[str, ModuleType] = {}
    for name in sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py")):
        if name == "registry":
            continue
        module = import_module(f"onrecord.read.{name}")
        for extension in getattr(module, "EXTENSIONS", ()):
            if extension in found:
                both = f"{found[extension].__name__} and {module.__name__}"
                raise DataError(f"two readers claim .{extension}", where=both, next_step="Leave it to one of them.")
            found[extension] = module
    return MappingProxyType(found)


def extensions() -> tuple[str, ...]:
    """The extensions that can be read, sorted."""
    return tuple(sorted(readers()))
