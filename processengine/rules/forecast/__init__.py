"""Rules of family forecast, one a file."""
