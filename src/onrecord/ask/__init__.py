"""A question in English → a query over the record → rows, each with its quotes."""

from onrecord.ask.answer import Reader, ask
from onrecord.ask.cite import as_json, render
from onrecord.ask.question import Query, forms, read_question

__all__ = ["Query", "Reader", "as_json", "ask", "forms", "read_question", "render"]
