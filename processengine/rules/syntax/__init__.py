"""Rules of family syntax, one a file."""
