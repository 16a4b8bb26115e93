"""Levers of town and country."""
