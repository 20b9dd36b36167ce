"""The reading room: a record in a browser, and as an interface for programs. The only place that knows a web framework."""
