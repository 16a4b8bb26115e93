"""One run: a scenario, a seed, a future of one city; where runs are computed and how they are kept."""
