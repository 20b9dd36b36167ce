"""Engines: how many items are worked on at once, and where. Each is a file with ``run``, and knows nothing of news."""
