"""The report as one file: the data of the page put into its template, scripts and styles inside, under a policy.

Scripts are the vendored ones and our own, named by hash; what a record says is never part of one, and stands in
``application/json`` with every sign escaped that could end the element.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from markupsafe import Markup

import onrecord
from onrecord.show.report.model import Cited, Jump, Report
from onrecord.show.templates import templates
from onrecord.show.vendored import scripts
from onrecord.show.wordings import act, number, words

_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Assets:
    """What is inside every report: its style, its scripts in order, and the policy that allows them alone."""

    style: Markup
    scripts: tuple[tuple[str, Markup], ...]
    policy: str


def rendered(report: Report) -> str:
    """The page; the same bytes for the same report and version."""
    made = templates("onrecord.show.report")
    made.filters.update(words=words, number=number, act=act, json_inside=json_inside)
    made.tests.update(cited=lambda piece: isinstance(piece, Cited), jump=lambda piece: isinstance(piece, Jump))
    template = made.get_template("report.html")
    return template.render(report=report, assets=assets(bool(report.plots)), version=onrecord.__version__) + "\n"


@cache
def assets(drawn: bool) -> Assets:
    """The style and the scripts of ours and others, the drawing ones where something is drawn."""
    folder = resources.files("onrecord.show.report").joinpath("static")
    style, own = (folder.joinpath(name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    others = [(f"{one.package} {one.version}, {one.licence}", one.text) for one in scripts()] if drawn else []
    texts = [*others, ("OnRecord", own)]
    # S704 is about data: these are files of the package, the vendored ones held to their hashes.
    inside = tuple((name, Markup(text)) for name, text in texts)
    hashes = " ".join(f"'{_hash(text)}'" for _, text in texts)
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src '{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return Assets(Markup(style), inside, policy)


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def json_inside(text: str) -> Markup:
    """JSON that may stand in a page's element: no sign in it can end the element or begin another."""
    return Markup(text.translate(_ESCAPES))
