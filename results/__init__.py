"""What we keep: the run folder."""
