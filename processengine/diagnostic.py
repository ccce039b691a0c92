"""What a rule finds, and what the user is told: types only."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Literal, NamedTuple

from processengine.span import Span


class Severity(StrEnum):
    """How serious a diagnostic is, in SARIF's words."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for a note: the most serious sorts first."""
        return _RANKS[self]


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}

Part = Literal["key", "value"]


class Edit(NamedTuple):
    """One edit operation in data, all of it text.

    What it does to what stands at `path`:

    - `set` gives it the value that `value` has as plain YAML, so that `30` is a number; `retext` the text itself
    - `list` makes it a list that holds it
    - `rename` gives it another key, or an item of a list another value; what refers to an id that is renamed comes
      along, and to its own name it gets quotes where that needs them
    - `remove` takes it out; `remove-second` the second of those that have its name
    - `move` puts it before its sibling `value`
    - `disallow` takes the rule `value` out of the `allow` comment on the line with the number `path`, and the comment
      where it then names none
    """

    op: Literal["set", "retext", "list", "rename", "remove", "remove-second", "move", "disallow"]
    path: str
    value: str = ""


class Fix(NamedTuple):
    """A way to mend a finding: a sentence and the edit operations.

    It is safe where it can't change what the author meant; else it guesses, or takes something away.
    """

    title: str
    edits: tuple[Edit, ...] = ()
    safe: bool = True


class Mention(NamedTuple):
    """Another place that belongs to a finding, by its path; made concrete as a `Related`.

    `file` is set only where the place lies in another file; `span` then says where, as far as that is known.
    """

    message: str
    path: str
    on: Part = "key"
    span: Span | None = None
    file: str = ""


class Related(NamedTuple):
    """Another place that belongs to a diagnostic."""

    message: str
    file: str
    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, placed by path.

    `on` tells whether the key or the value at `path` is at fault; `span` is set only by those who read the text
    itself. `values` are the ids and values that make this finding another one than its neighbour's: they and
    `path` are its identity, the wording never is. `witness` is a walk through the graph: stage ids, in order.
    `severity` is set only where this finding is not as serious as its rule's others.
    """

    message: str
    path: str
    on: Part = "key"
    span: Span | None = None
    help: str = ""
    values: tuple[str, ...] = ()
    witness: tuple[str, ...] | None = None
    related: tuple[Mention, ...] = ()
    fix: Fix | None = None
    severity: Severity | None = None


class Problem(NamedTuple):
    """A finding of those who read the text, with the name of the rule it belongs to."""

    rule: str
    finding: Finding


@dataclass(frozen=True)
class Diagnostic:
    """One problem that a rule reports, at its place in a file."""

    rule: str
    severity: Severity
    message: str
    file: str
    path: str
    span: Span
    help: str = ""
    values: tuple[str, ...] = ()
    witness: tuple[str, ...] | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits that stay the same while rule, path and values do, whatever the wording."""
        return fingerprint(self.rule, self.path, *self.values)


def fingerprint(*parts: str) -> str:
    """Return 16 hex digits for `parts`: no two lists of parts share them but by chance."""
    # It loads OpenSSL, which most runs never ask for.
    import hashlib

    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
