"""Records that several tests of the report look at; none of them writes to these."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.show.report.support import write_record
from tests.show.web.support import hostile_record, payloads


@pytest.fixture(scope="session")
def elected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of one election."""
    return write_record(tmp_path_factory.mktemp("elected") / "elected")


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record made of texts that would run, load or break something if a page let them."""
    return hostile_record(tmp_path_factory.mktemp("attacked"), payloads())
