"""The same people with the same luck in several futures: what a policy changes, what it costs, which is best."""
