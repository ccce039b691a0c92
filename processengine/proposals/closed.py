"""Where the last commit of a proposal is kept once nobody has to judge it any more: accepted, rejected or withdrawn."""

from typing import Final

CLOSED: Final = "refs/proposals/closed/"

WHY_WITHDRAWN: Final = "x-withdrawn"
"""Where the file of a proposal says why its author took it back."""


def closed_ref(proposal: str) -> str:
    """Return the full name of the ref that keeps a proposal's last commit."""
    return f"{CLOSED}{proposal}"
