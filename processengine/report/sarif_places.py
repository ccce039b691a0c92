"""Where something stands, in SARIF's words: a file's address with a region, and the element's path."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from processengine.span import Span
from processengine.syntax.parse import parse

if TYPE_CHECKING:
    from processengine.syntax.document import Document

ROOT = "%SRCROOT%"
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
_FULL = re.compile(r"^(?:/|[A-Za-z]:/)")


class Places:
    """Locations in files of which the lines are known; a file is read again where a path has to be found in it."""

    def __init__(self, lines: Mapping[str, Sequence[str]]) -> None:
        self._lines = lines
        self._documents: dict[str, Document] = {}

    def location(self, file: str, span: Span, path: str) -> dict[str, Any]:
        """Return a place in a file with the path of the element that stands there, left out where it has none."""
        found: dict[str, Any] = {"physicalLocation": {"artifactLocation": address(file), "region": region(span)}}
        if path:
            found["logicalLocations"] = [{"name": path.rpartition(".")[2], "fullyQualifiedName": path}]
        return found

    def of_path(self, file: str, path: str) -> dict[str, Any]:
        """Return the place of the key at a path."""
        return self.location(file, self.document(file).span(path), path)

    def document(self, file: str) -> "Document":
        """Return a file read again, its lines ended alike."""
        if file not in self._documents:
            self._documents[file] = parse("\n".join(self._lines.get(file, ())))[0]
        return self._documents[file]


def region(span: Span) -> dict[str, int]:
    """Return a span as a region: both count from 1 and leave the end out."""
    return {"startLine": span.line, "startColumn": span.column, "endLine": span.end_line, "endColumn": span.end_column}


def address(file: str) -> dict[str, str]:
    """Return a file's address: relative to the root, or in full where the file's name is."""
    quoted = "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in file.encode(errors="surrogateescape"))
    if _FULL.match(file):
        return {"uri": f"file://{'' if file.startswith('/') else '/'}{quoted}"}
    return {"uri": quoted, "uriBaseId": ROOT}
