"""The version that changes call for, and the tag that stands for a release."""

import re

from processengine.change import Bump
from processengine.model.process import DEFAULT_VERSION
from processengine.model.version import version_of

_SUBJECT = re.compile(r"(?P<library>[a-z0-9-]+)/[a-z0-9-]+ \S+")
_TAG = re.compile(r"(?:(?P<process>[a-z0-9-]+)/|v?)(?P<version>\d.*)")


def next_version(released: str | None, written: str, bump: Bump) -> str:
    """Return the version to release next, after `released` (None: never) where the file says `written`.

    The first release has the version as written. Later ones have what the changes call for, or what is written where
    that is higher: somebody meant it. Where that gives `released` again, there is nothing to release.
    """
    by_hand = version_of(written)
    before = None if released is None else version_of(released)
    if before is None:
        return str(by_hand) if by_hand else DEFAULT_VERSION
    called_for = before.raised(bump)
    return str(max(called_for, by_hand) if by_hand else called_for)


def tag_of(process: str, version: str) -> str:
    """Return the name of the tag of a process's release: `new-business/2.1.0`; ids hold no slash, so none clash."""
    return f"{process}/{version}"


def subject_of(library: str, process: str, version: str) -> str:
    """Return the first line of a release tag's message, which says whose process it is: `acme/new-business 2.1.0`."""
    return f"{library}/{process} {version}"


def library_of(subject: str) -> str | None:
    """Return the library that a release tag's message names; None where it names none."""
    found = _SUBJECT.fullmatch(subject)
    return found["library"] if found else None


def release_of(tag: str) -> tuple[str | None, str] | None:
    """Return the process and the version that a tag stands for; None where it stands for no release.

    A tag without a process (`v2.1.0`, made by hand) stands for a release of the whole library.
    """
    found = _TAG.fullmatch(tag)
    if found is None or version_of(found["version"]) is None:
        return None
    return found["process"], found["version"]
