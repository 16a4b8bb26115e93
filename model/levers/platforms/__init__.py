"""Levers of platform work: algorithms, rights, cover, data."""
