"""Where the last commit of a proposal is kept once nobody has to judge it any more: accepted, rejected or withdrawn."""

from typing import Final

CLOSED: Final = "refs/proposals/closed/"


def closed_ref(proposal: str) -> str:
    """Return the full name of the ref that keeps a proposal's last commit."""
    return f"{CLOSED}{proposal}"
