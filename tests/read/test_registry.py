"""Readers are found by their file."""

from onrecord.read.registry import extensions, readers


def test_every_extension_has_a_reader_that_reads() -> None:
    """Each extension leads to a module with the two names a reader has."""
    assert set(extensions()) == set(readers()) >= {"txt", "html", "htm"}
    for extension, reader in readers().items():
        assert extension in reader.EXTENSIONS
        assert callable(reader.read)
