"""Levers of jobs: hiring, reliefs, new posts."""
