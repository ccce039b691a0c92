"""Rules of family seller, one a file."""
