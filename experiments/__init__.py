"""How we ask: runs, comparisons, and the reports made of them."""
