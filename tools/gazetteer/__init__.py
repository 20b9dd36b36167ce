"""Makes the shipped gazetteer: not part of the package."""
