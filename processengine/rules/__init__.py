"""The rules: one a file, in its family's folder, each a pure `check(subject)`."""
