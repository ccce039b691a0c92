"""Rules of family buyer, one a file."""
