"""Records that several tests of the reading room look at; none of them writes to these."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.show.web.support import hostile_record, payloads, plain_record


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of six short reports."""
    return plain_record(tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record made of texts that would run, load or break something if a page let them."""
    return hostile_record(tmp_path_factory.mktemp("hostile"), payloads())
