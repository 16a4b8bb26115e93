"""Who they are and how they decide: one file per agent, columns first, then scalar rules."""
