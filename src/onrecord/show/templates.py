"""The templates of all pages: every value escaped, what cannot be seen in it named, an unknown name an error."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.show.wordings import shown


def templates(package: str) -> Environment:
    """The templates of a package's folder ``templates``, with autoescape on for all of them."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        auto_reload=False,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
