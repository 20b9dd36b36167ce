"""Reads plain text. The article's text is the whole decoded file: title line, page chrome and line ends as they are."""

from __future__ import annotations

from onrecord.read.blocks import lay_out
from onrecord.read.decode import NotText, decode
from onrecord.read.draft import Draft, Limits, PileFile

EXTENSIONS = ("txt", "text")


def read(data: bytes, file: PileFile, limits: Limits) -> Draft:
    """The file's text with its blocks; a file whose encoding had to be guessed is ``partial``."""
    decoded = decode(data)
    if isinstance(decoded, NotText):
        return Draft("binary", (f"this is no text but {decoded.what}", "Save it as plain text or HTML first."))
    if len(decoded.text) > limits.text_characters:
        what = f"its text has {len(decoded.text)} characters; the limit is {limits.text_characters}"
        return Draft("too_large", (what, "Split it into one file for each article."))
    if decoded.doubt:
        reason = (f"the encoding is doubtful: {decoded.doubt}", "Save it as UTF-8 if letters look wrong.")
        return Draft("partial", reason, decoded.text, lay_out(decoded.text, outlet=file.meta.outlet))
    return Draft("ok", text=decoded.text, layout=lay_out(decoded.text, outlet=file.meta.outlet))
