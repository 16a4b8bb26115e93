"""Where they meet: the city, its month, its rules and its levers."""
