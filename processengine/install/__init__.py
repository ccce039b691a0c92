"""Setting git up to merge and compare by meaning, and saying what is missing."""
