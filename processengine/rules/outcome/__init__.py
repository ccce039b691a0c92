"""Rules of family outcome, one a file."""
