"""Opens a pile: lists its files, decodes each once, marks its blocks, and gives every file one final status."""

from __future__ import annotations

from onrecord.read.article import read_file
from onrecord.read.draft import STANDARD, Limits, Meta, PileFile
from onrecord.read.pile import Pile, list_pile
from onrecord.read.registry import extensions, readers

__all__ = ["STANDARD", "Limits", "Meta", "Pile", "PileFile", "extensions", "list_pile", "read_file", "readers"]
