"""Levers of government's own conduct and purse."""
