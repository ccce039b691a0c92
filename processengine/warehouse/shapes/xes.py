"""Event logs in XES, the process miners' XML: read as a stream, and written as a CSV that the engine can read.

Each event is a row: the case's own attributes as columns that begin with `case:`, the event's under their own names. Only
attributes that stand directly in a case or an event count, as in every tool: what is nested in them tells of them, not of the
event. Every event is a row, whatever its lifecycle, and one without a name, a time or a case is a row with an empty value.

A log comes from anywhere. A DOCTYPE is refused, twice: by defusedxml and before it by the bytes. What a file can make of
memory and disk is bounded: how deep it nests, how many columns it has, how long one value is, how much it unpacks to.
"""

import errno
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax import SAXParseException, handler

from processengine.errors import CannotRun
from processengine.warehouse.damaged import no_room
from processengine.warehouse.shapes.xes_rows import Rows

if TYPE_CHECKING:
    from xml.sax.xmlreader import AttributesImpl

_CHUNK = 1 << 18
_PROLOG = 1 << 16
_VALUE = 1 << 23
_DEPTH = 64
_UNPACKED, _TIMES = 1 << 26, 200
_TYPES = frozenset({"string", "date", "int", "float", "boolean", "id"})


def as_csv(path: Path, folder: Path) -> Path:
    """Write an event log as CSV into a folder and return the file; raise CannotRun where the log can't be read or would do harm."""
    target = folder / f"{path.name}.csv"
    try:
        _write(path, target)
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CannotRun(no_room(path.name)) from problem
        raise CannotRun(f"{path.name} can't be read: {problem.strerror or 'it is damaged'}.") from problem
    return target


def _write(path: Path, target: Path) -> None:
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.expatreader import DefusedExpatParser
    except ImportError:
        raise CannotRun("Reading event logs needs defusedxml: pip install 'processengine[evidence]'") from None

    with Rows(target, path.name) as rows:
        log = _Log(rows, path.name)
        parser = DefusedExpatParser(forbid_dtd=True)
        parser.setContentHandler(log)
        try:
            for chunk in _checked(_chunks(path), log):
                rows.read += len(chunk)
                parser.feed(chunk)
            parser.close()
        except (DefusedXmlException, _Doctype) as refused:
            raise CannotRun(f"{path.name} holds a DOCTYPE, which no event log needs: it is not read. Remove it, if you trust the file.") from refused
        except SAXParseException as broken:
            raise CannotRun(f"{path.name} can't be read as XES: at line {broken.getLineNumber()} the XML is broken or cut off.") from broken
        except (EOFError, gzip.BadGzipFile, zlib.error) as broken:
            raise CannotRun(f"{path.name} can't be unpacked: it is damaged or cut off.") from broken
        except (ValueError, LookupError, UnicodeError) as broken:
            raise CannotRun(f"{path.name} can't be read as XES: its encoding isn't known.") from broken
    if not log.is_log:
        raise CannotRun(f"{path.name} is no event log: its outermost element isn't `log`.")


class _Doctype(Exception):  # noqa: N818 - it says what was met
    """The file declares a document type."""


class _Log(handler.ContentHandler):
    """What the parser tells, as rows: cases and events are found by their names, whatever their namespace."""

    def __init__(self, rows: Rows, name: str) -> None:
        super().__init__()
        self._rows, self.named = rows, name
        self._open: list[str] = []
        self.is_log = False
        self.begun = False
        self.silent = 0

    def startElement(self, name: str, attrs: "AttributesImpl") -> None:  # noqa: N802 - named by the parser
        """Take note of a case, an event, or an attribute of one."""
        self.begun, self.silent = True, 0
        plain = name.rpartition(":")[2]
        outer = self._open[-1] if self._open else ""
        self._open.append(plain)
        if len(self._open) > _DEPTH:
            raise CannotRun(f"{self.named} nests more than {_DEPTH} elements in one another: it is not read.")
        if len(self._open) == 1:
            self.is_log = plain == "log"
        elif plain == "event" and outer in {"trace", "log"}:
            self._rows.begin_event()
        elif plain == "trace" and outer == "log":
            self._rows.begin_case()
        elif outer in {"event", "trace"} and plain in _TYPES:
            self._rows.attribute(of_case=outer == "trace", key=attrs.get("key", ""), value=attrs.get("value", ""))

    def endElement(self, name: str) -> None:  # noqa: N802 - named by the parser
        """Take note that a case or an event ends."""
        del name
        self.silent = 0
        plain = self._open.pop()
        outer = self._open[-1] if self._open else ""
        if plain == "event" and outer in {"trace", "log"}:
            self._rows.end_event(in_case=outer == "trace")
        elif plain == "trace" and outer == "log":
            self._rows.end_case()

    def characters(self, content: str) -> None:
        """Pass over the text between elements: an event log keeps nothing there."""
        del content
        self.silent = 0


def _chunks(path: Path) -> Iterator[bytes]:
    """Yield the file's bytes, unpacked; refuse one that unpacks to far more than logs do."""
    packed = path.name.lower().endswith(".gz")
    allowed = max(_UNPACKED, _TIMES * path.stat().st_size)
    read = 0
    with gzip.open(path) if packed else path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            read += len(chunk)
            if packed and read > allowed:
                raise CannotRun(f"{path.name} unpacks to more than {_TIMES} times its size, which no event log does: it is not read.")
            yield chunk


def _checked(chunks: Iterator[bytes], log: _Log) -> Iterator[bytes]:
    """Yield the bytes once they are seen to hold no DOCTYPE before the log begins, and no value without end."""
    prolog = b""
    for chunk in chunks:
        if not log.begun:
            prolog += chunk.replace(b"\0", b"")
            if b"<!DOCTYPE" in prolog:
                raise _Doctype
            if len(prolog) > _PROLOG + _CHUNK:
                raise CannotRun(f"{log.named} doesn't begin as an event log does: it is not read.")
        log.silent += len(chunk)
        if log.silent > _VALUE:
            raise CannotRun(f"{log.named} holds a value of more than {_VALUE >> 20} MB: it is not read.")
        yield chunk
