"""Documents: the brief and the reports of experiments."""
