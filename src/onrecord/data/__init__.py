"""Finds, loads and checks the data that people add: the gazetteer, and how questions speak of an action.

Every file is a table or a TOML file that a person can edit; each row is checked when it is loaded, and the message
names the file and the row. Nothing here opens a connection.
"""

from onrecord.data.entries import (
    Country,
    CountryMatch,
    GroupNoun,
    How,
    Institution,
    Leader,
    Need,
    Organisation,
    Outlet,
    Party,
    RoleWord,
    Spot,
    SpotKind,
    Title,
)
from onrecord.data.gazetteer import Gazetteer
from onrecord.data.questions import QuestionWords, load_questions
from onrecord.data.tables import load_gazetteer
from onrecord.data.wordings import bare

__all__ = [
    "Country",
    "CountryMatch",
    "Gazetteer",
    "GroupNoun",
    "How",
    "Institution",
    "Leader",
    "Need",
    "Organisation",
    "Outlet",
    "Party",
    "QuestionWords",
    "RoleWord",
    "Spot",
    "SpotKind",
    "Title",
    "bare",
    "load_gazetteer",
    "load_questions",
]
