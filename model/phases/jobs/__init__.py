"""Jobs: they end, posts are opened, pay is reviewed."""
