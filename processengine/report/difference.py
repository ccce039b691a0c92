"""The difference of two texts of a file, line by line, as `patch` and `git apply` read it."""

import difflib
from collections.abc import Sequence

_IN_QUOTES = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_NO_NEWLINE = "\\ No newline at end of file\n"


def unified(name: str, before: str, after: str) -> str:
    """Return the unified difference of a file's text; empty where there is none. Lines end as they do in the file."""
    lines = difflib.unified_diff(_lines(before), _lines(after), _named(f"a/{name}"), _named(f"b/{name}"))
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_NEWLINE}" for line in lines)


def _named(name: str) -> str:
    """Return a file's name as git writes it: in quotes where it holds quotes or control characters, a tab behind blanks."""
    if name.isprintable() and not {'"', "\\"}.intersection(name):
        return f"{name}\t" if " " in name else name
    return f'"{"".join(map(_written, name))}"'


def _written(character: str) -> str:
    if character.isprintable() or character in _IN_QUOTES:
        return _IN_QUOTES.get(character, character)
    return "".join(f"\\{byte:03o}" for byte in character.encode(errors="surrogateescape"))


def _lines(text: str) -> Sequence[str]:
    """Return the lines as `patch` cuts them: at line feeds and nowhere else."""
    lines = text.split("\n")
    return [*(f"{line}\n" for line in lines[:-1]), *([lines[-1]] if lines[-1] else [])]
