"""Words and numbers as readers meet them, in both languages."""
