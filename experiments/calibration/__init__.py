"""Behaviour fitted to public moments."""
