"""Templates, and the little that they may call. Every value is escaped, and what cannot be seen in it is named."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib import resources
from urllib.parse import quote, urlencode

from jinja2 import Environment

from onrecord.show.templates import templates
from onrecord.show.wordings import act, day, number, safe_link, short, words

# Two names that a path cannot carry, a slash, and what is not a word of an address lead to the article's id instead.
PLAIN_NAME = re.compile(r"\w[\w.~() ,'-]{0,199}")


def environment() -> Environment:
    """The templates, with autoescape on for all of them."""
    made = templates("onrecord.show.web")
    made.globals.update(
        article_link=article_link, span_link=span_link, query=query, static=static, safe_link=safe_link, number=number
    )
    made.filters.update(words=words, act=act, short=short, number=number, day=day)
    return made


def article_name(document: str, article_id: str) -> str:
    """What stands for an article in an address: its document where that can, else its id."""
    return document if PLAIN_NAME.fullmatch(document) else article_id


def article_link(document: str, article_id: str) -> str:
    """An article's page."""
    return f"/article/{quote(article_name(document, article_id))}"


def span_link(document: str, article_id: str, start: int, end: int) -> str:
    """The words of a span on their article's page, marked there with and without a script."""
    return f"{article_link(document, article_id)}?s={start}-{end}#s{start}-{end}"


def query(path: str, **values: object) -> str:
    """An address with those of the values that are there."""
    some = {name.rstrip("_"): str(value) for name, value in values.items() if value not in (None, "")}
    return f"{path}?{urlencode(some)}" if some else path


@cache
def static(name: str) -> str:
    """A file of ours, its address made of its content, so that it may be kept."""
    body = resources.files("onrecord.show.web").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(body).hexdigest()[:12]}"
