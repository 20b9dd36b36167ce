"""A question in English → a query over the record → rows, each with its quotes."""

from onrecord.ask.answer import ask
from onrecord.ask.cite import as_json, render
from onrecord.ask.opening import forms
from onrecord.ask.pile import Reader
from onrecord.ask.query import Query
from onrecord.ask.question import read_question

__all__ = ["Query", "Reader", "as_json", "ask", "forms", "read_question", "render"]
