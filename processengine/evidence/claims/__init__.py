"""Claims: what a proposal says of the deals, recomputed, with a verdict and what speaks against taking it at its word."""
