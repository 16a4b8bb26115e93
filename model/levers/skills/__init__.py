"""Levers of courses, certificates and teaching."""
