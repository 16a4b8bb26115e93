"""What we ask: scenarios and cities, read from YAML and checked."""
