"""The line that tells editors which schema a file is held to; yaml-language-server reads it, and so do those built on it."""

import re

_ANY = re.compile(r"(?:^|[\r\n])\ufeff?[ \t]*#\s+yaml-language-server\s*:")
_BOM = "\ufeff"
_FIRST_LINE_END = re.compile("\r\n|\r|\n")


def modeline(schema: str) -> str:
    """Return the comment that names a schema by its path from the file, which must hold no blank."""
    return f"# yaml-language-server: $schema={schema}"


def is_wired(text: str) -> bool:
    """Tell whether a text names a schema already, this one or another."""
    return _ANY.search(text) is not None


def wired(text: str, schema: str) -> str:
    """Return a text with the line as its first, unless it has one; every other byte stays, a byte order mark in front."""
    if is_wired(text):
        return text
    bom = _BOM if text.startswith(_BOM) else ""
    end = _FIRST_LINE_END.search(text)
    return f"{bom}{modeline(schema)}{end[0] if end else chr(10)}{text.removeprefix(_BOM)}"
