"""Which rules offer fixes, and which fixes have to wait."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from processengine.diagnostic import Finding, Fix
from processengine.rules.listing import Listing

SAFE: Final = frozenset({
    "ambiguous-scalar", "duplicate-key", "duplicate-transition", "needless-move", "unknown-key", "unknown-kit", "unknown-process",
    "unknown-reference", "unknown-role", "unknown-stage", "unknown-step", "unknown-team-member", "unused-suppression", "wrong-type",
})  # fmt: skip
"""Rules some of whose findings have a fix that can't change what the author meant."""

UNSAFE: Final = frozenset({
    "admin-counted-as-lost", "ambiguous-scalar", "bad-id", "bad-version", "duplicate-key", "duplicate-transition", "hand-set-version",
    "leaving-outcome", "outcome-name-mismatch", "probability-out-of-place", "self-transition", "unknown-stage", "unused-suppression",
    "version-in-name",
})  # fmt: skip
"""Rules some of whose findings have a fix that guesses, or takes something away."""


def said_of_fixes(rule: str) -> str:
    """Return in a sentence whether a rule's findings can be fixed; empty where none of them can."""
    if rule in SAFE and rule in UNSAFE:
        return "Some findings can be fixed with --fix, some more with --fix --unsafe."
    if rule in SAFE | UNSAFE:
        return f"Some findings can be fixed with --fix{'' if rule in SAFE else ' --unsafe'}."
    return ""


def settled(found: Iterable[tuple[Listing, Finding]]) -> list[tuple[Listing, Finding]]:
    """Return findings without the fixes that reach into a key that stands twice: nobody can tell which of the two is meant."""
    kept = list(found)
    doubled = tuple(f"{finding.path}." for listing, finding in kept if listing.name == "duplicate-key")
    return [
        (listing, finding if listing.name == "duplicate-key" or not _reaches(finding.fix, doubled) else replace(finding, fix=None))
        for listing, finding in kept
    ]


def _reaches(fix: Fix | None, paths: tuple[str, ...]) -> bool:
    return fix is not None and any(f"{edit.path}.".startswith(paths) for edit in fix.edits)
