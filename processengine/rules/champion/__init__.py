"""Rules of family champion, one a file."""
