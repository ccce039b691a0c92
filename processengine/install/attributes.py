"""The lines of `.gitattributes` that name our drivers."""

import re
from collections.abc import Iterable, Sequence

from processengine.install.drivers import NAME

FILE = ".gitattributes"
_ATTRIBUTES = f"merge={NAME} diff={NAME}"
_SUFFIXES = ("yaml", "yml")
_GLOB = re.compile(r"([\\*?\[\]])")
_PLAIN = re.compile(r"[^\s\"\\\x00-\x1f\x7f]+")
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def lines(folders: Iterable[str]) -> list[str]:
    """Return the lines for the libraries in some folders, given from the repository's top, empty for the top itself.

    A library inside another one needs none of its own.
    """
    outer: list[str] = []
    for folder in sorted(set(folders)):
        if not any(not one or folder.startswith(f"{one}/") for one in outer):
            outer.append(folder)
    return [f"{_pattern(folder, suffix)} {_ATTRIBUTES}" for folder in outer for suffix in _SUFFIXES]


def _pattern(folder: str, suffix: str) -> str:
    """Return the pattern for all files with a suffix at or below a folder; what has a meaning in patterns is escaped."""
    if not folder:
        return f"*.{suffix}"
    escaped = _GLOB.sub(r"\\\1", folder)
    pattern = f"/{escaped}/**/*.{suffix}"
    return pattern if _PLAIN.fullmatch(pattern) else f'"{"".join(_quoted(one) for one in pattern)}"'


def _quoted(character: str) -> str:
    """Return a character as it stands between double quotes, in the way of C."""
    return _ESCAPES.get(character) or (f"\\{ord(character):03o}" if character < " " or character == "\x7f" else character)


def with_lines(text: str, wanted: Sequence[str]) -> str:
    """Return the file's text with the lines in it that it lacks, at its end; all else stays as it is."""
    there = {line.strip() for line in text.splitlines()}
    missing = [line for line in wanted if line not in there]
    if not missing:
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    begun = text if not text or text.endswith("\n") else text + newline
    return begun + "".join(line + newline for line in missing)
