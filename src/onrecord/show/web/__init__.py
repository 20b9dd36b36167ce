"""The reading room: a record in a browser, and for programs. The only place that knows a web framework."""
