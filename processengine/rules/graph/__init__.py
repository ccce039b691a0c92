"""Rules of family graph, one a file."""
