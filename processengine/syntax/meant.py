"""Whether a file found in a folder is meant for us."""

from processengine.syntax.document import KINDS, Document


def is_meant(document: Document, data: bytes, *, in_library: bool) -> bool:
    """Tell whether a file found in a folder is one of ours, or was meant to be.

    One that can't be read is always told in a library; an empty one, or one of another kind, is passed over.
    """
    if document.kind is not None:
        return True
    if document.root is not None:
        return any(entry.key.value in KINDS for entry in document.root.entries)
    return in_library and not _is_blank(data)


def _is_blank(data: bytes) -> bool:
    lines = [line.strip() for line in data.decode("utf-8-sig", "replace").splitlines()]
    return all(not line or line.startswith("#") or line in ("---", "...") for line in lines)
