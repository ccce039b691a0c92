"""Rules of family practice, one a file."""
