"""A record in a notebook: what it answers shows itself as tables and drawings, and gives frames."""

from onrecord.show.notebook.record import Record, open_record
from onrecord.show.notebook.results import Carried, Coverage, Figures, Quotations, ShownAnswer

__all__ = ["Carried", "Coverage", "Figures", "Quotations", "Record", "ShownAnswer", "open_record"]
