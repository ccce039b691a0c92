"""What a merge decides and returns: types only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from processengine.diagnostic import Diagnostic

Action = Literal["ours", "theirs", "both", "conflict"]
Side = Literal["base", "ours", "theirs"]

Judge = Callable[[str], Sequence[Diagnostic]]
"""Validates a text in the place of ours."""


class Names(NamedTuple):
    """What the three sides are called in the marks of a conflict."""

    base: str = "base"
    ours: str = "ours"
    theirs: str = "theirs"


@dataclass(frozen=True)
class Decision:
    """The outcome for one element that differs: whose edit counts, and why.

    `both` says that the sides agree. Where they can't be reconciled, it is a conflict.
    """

    path: str
    action: Action
    reason: str


@dataclass(frozen=True)
class Merged:
    """A merged text, with conflict marks where it conflicts.

    `caused` are the errors that neither side has and the two edits together cause, each with both edits as related;
    `warned` are the warnings of which the same is true, and which hinder nothing; `known` are the errors that a side
    had already.
    """

    text: str
    decisions: tuple[Decision, ...]
    caused: tuple[Diagnostic, ...] = ()
    known: tuple[Diagnostic, ...] = ()
    warned: tuple[Diagnostic, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing conflicts, neither in the text nor in what it means."""
        return not self.caused and not self.conflicts

    @property
    def conflicts(self) -> tuple[Decision, ...]:
        """The decisions that could not be made."""
        return tuple(decision for decision in self.decisions if decision.action == "conflict")

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the result: the errors that the merge caused, its warnings, then the errors of a side."""
        return (*self.caused, *self.warned, *self.known)


class Unreadable(Exception):  # noqa: N818 - a side is unreadable; no error of ours
    """A side can't be merged by meaning: it can't be read, or not be edited safely. The message is a sentence."""

    def __init__(self, side: Side, message: str) -> None:
        super().__init__(message)
        self.side: Side = side
        self.message = message
