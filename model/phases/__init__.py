"""The events of the month, one file each: orchestration at the top, compiled loops at the bottom."""
