"""OnRecord reads a pile of news reports and answers questions from the record, with the exact words as proof.

    import onrecord

    onrecord.build(["reports/"], "reports.record")
    with onrecord.open_record("reports.record") as record:
        for claim in record.claims(action="CONGRATULATE"):
            print(claim.role("agent"), claim.role("target"))

Everything here is looked up when it is used, so that importing the package is cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.errors import (
        CitationError,
        ClaimError,
        DataError,
        DecidedError,
        InputError,
        LibraryError,
        OnRecordError,
        ParserError,
        QuestionError,
        RecordError,
        RecordLockedError,
        SettingError,
        SpanError,
    )
    from onrecord.keep import Info, Ledger, Reader, open_ledger
    from onrecord.run import BuildReport, build
    from onrecord.settings import Settings
    from onrecord.show.notebook import Record, open_record
    from onrecord.types import (
        Answer,
        Article,
        Block,
        Claim,
        Entity,
        Input,
        Judgement,
        Mention,
        Quote,
        Role,
        Row,
        Span,
        Verdict,
    )

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Article",
    "Block",
    "BuildReport",
    "CitationError",
    "Claim",
    "ClaimError",
    "DataError",
    "DecidedError",
    "Entity",
    "Info",
    "Input",
    "InputError",
    "Judgement",
    "Ledger",
    "LibraryError",
    "Mention",
    "OnRecordError",
    "ParserError",
    "QuestionError",
    "Quote",
    "Reader",
    "Record",
    "RecordError",
    "RecordLockedError",
    "Role",
    "Row",
    "SettingError",
    "Settings",
    "Span",
    "SpanError",
    "Verdict",
    "__version__",
    "build",
    "open_ledger",
    "open_record",
]

_HOMES = ("onrecord.errors", "onrecord.types", "onrecord.settings", "onrecord.keep", "onrecord.run")


def __getattr__(name: str) -> Any:
    """The public name, from the module that has it; the heavier modules are looked into last."""
    if name in ("Record", "open_record"):
        return getattr(import_module("onrecord.show.notebook"), name)
    if name in __all__:
        for home in _HOMES:
            if hasattr(module := import_module(home), name):
                return getattr(module, name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
