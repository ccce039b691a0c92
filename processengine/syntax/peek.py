"""A look at the first key and its value, without reading the rest."""

from yaml import DocumentStartEvent, MappingStartEvent, ScalarEvent, StreamStartEvent, YAMLError
from yaml.cyaml import CParser

from processengine.syntax.document import KINDS, Kind

_BOM = "\ufeff"


def peek(data: bytes) -> tuple[Kind | None, str]:
    """Return a file's kind and id; None where its first key is no kind, or it can't be read so far."""
    try:
        get_event = CParser(data.decode("utf-8").removeprefix(_BOM)).get_event
        if [type(get_event()) for _ in range(3)] != [StreamStartEvent, DocumentStartEvent, MappingStartEvent]:
            return None, ""
        key, value = get_event(), get_event()
    except (YAMLError, UnicodeDecodeError):
        return None, ""
    if type(key) is not ScalarEvent or type(value) is not ScalarEvent:
        return None, ""
    return next((kind for kind in KINDS if kind == key.value), None), value.value
