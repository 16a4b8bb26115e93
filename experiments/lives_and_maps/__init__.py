"""Single lives and places through several futures."""
