"""A look at the first key and its value, without reading the rest."""

from collections.abc import Callable

from yaml import DocumentStartEvent, MappingStartEvent, ScalarEvent, StreamStartEvent, YAMLError
from yaml.cyaml import CParser

from processengine.syntax.document import KINDS, Kind

_BOM = "\ufeff"
HEAD = 2048
"""How many bytes mostly show what a file is."""


def peek(data: bytes) -> tuple[Kind | None, str]:
    """Return a file's kind and id; None where its first key is no kind, or it can't be read so far."""
    return peek_at_head(data[:HEAD], lambda: data)


def peek_at_head(head: bytes, whole: Callable[[], bytes]) -> tuple[Kind | None, str]:
    """Do the same from a file's first HEAD bytes, all of it where it has fewer; `whole` gives all where these don't tell."""
    first = _first_two(head, is_whole=len(head) < HEAD) or _first_two(whole(), is_whole=True)
    if first is None:
        return None, ""
    return next((kind for kind in KINDS if kind == first[0]), None), first[1]


def _first_two(data: bytes, *, is_whole: bool) -> tuple[str, str] | None:
    """Return the first key and value; None where they are no texts, or reach the end of what may be cut off there."""
    try:
        text = data.decode("utf-8", "strict" if is_whole else "ignore").removeprefix(_BOM)
        get_event = CParser(text).get_event
        if [type(get_event()) for _ in range(3)] != [StreamStartEvent, DocumentStartEvent, MappingStartEvent]:
            return None
        key, value = get_event(), get_event()
    except (YAMLError, UnicodeDecodeError):
        return None
    if type(key) is not ScalarEvent or type(value) is not ScalarEvent:
        return None
    return (key.value, value.value) if is_whole or value.end_mark.index < len(text) - 1 else None
