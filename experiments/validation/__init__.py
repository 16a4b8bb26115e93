"""Is the baseline a city one can believe? Public moments, stylised facts, the oracle."""
