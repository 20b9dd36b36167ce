"""A result as HTML for a notebook's output: a table and drawings, no script, its style bounded to itself.

The templates of the reading room draw the plots. Every value is escaped, and what cannot be seen in it is named.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from onrecord.show.notebook import plain
from onrecord.show.web.render import environment


def rendered(template: str, **values: object) -> str:
    """The result in its template; the same text for the same values."""
    return _environment().get_template(template).render(values)


@cache
def _environment() -> Environment:
    """The reading room's, with the notebook's own templates before its."""
    made = environment()
    made.loader = ChoiceLoader([PackageLoader("onrecord.show.notebook"), PackageLoader("onrecord.show.web")])
    # Markup is for data's escaping: this is a file of the package.
    style = resources.files("onrecord.show.notebook").joinpath("templates", "notebook.css").read_text(encoding="utf-8")
    made.globals.update(style=Markup(style), many=plain.many, heading=plain.heading, unit=plain.unit)
    return made
