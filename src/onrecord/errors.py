"""Every error OnRecord raises on purpose.

::

    OnRecordError                 catch this to catch them all
    ├── SpanError                 a span that does not lie in its article's text
    ├── ClaimError                a claim that lacks what a claim must have (evidence, an action, a role)
    ├── SettingError              an option with an impossible value, or two that contradict each other
    ├── DataError                 a lexicon, gazetteer or model file that does not pass its check
    ├── InputError                a path given by the user that cannot be used
    ├── RecordError               a record that cannot be opened, written or trusted
    │   ├── RecordLockedError     another build is writing to this record
    │   ├── DecidedError          somebody else has decided on the same thing meanwhile
    │   └── CitationError         a stored cell whose words are not in its source
    ├── QuestionError             a question that cannot be read
    ├── LibraryError              an optional library that is asked for and not installed
    └── ParserError               the English pipeline cannot be loaded or run

Each message says three things: what is wrong, where, and what to do next.
"""


class OnRecordError(Exception):
    """What is wrong, where, and what to do next."""

    def __init__(self, what: str, *, where: str = "", next_step: str = "") -> None:
        self.what, self.where, self.next_step = what, where, next_step
        place = f" ({where})" if where else ""
        advice = f". {next_step}" if next_step else ""
        super().__init__(f"{what}{place}{advice}")


class SpanError(OnRecordError):
    """A span does not lie in its article's text."""


class ClaimError(OnRecordError):
    """A claim lacks what every claim must have."""


class SettingError(OnRecordError):
    """An option has an impossible value, or two options contradict each other."""


class DataError(OnRecordError):
    """A lexicon, gazetteer or model file does not pass its check."""


class InputError(OnRecordError):
    """A path given by the user cannot be used."""


class RecordError(OnRecordError):
    """A record cannot be opened, written or trusted."""


class RecordLockedError(RecordError):
    """Another build is writing to this record."""


class DecidedError(RecordError):
    """Somebody else has decided on the same thing meanwhile; the message shows what."""


class CitationError(RecordError):
    """A stored cell quotes words that its source does not have."""


class QuestionError(OnRecordError):
    """A question cannot be read."""


class LibraryError(OnRecordError):
    """An optional library is asked for and not installed."""


class ParserError(OnRecordError):
    """The English pipeline cannot be loaded or run."""
