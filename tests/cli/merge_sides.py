"""Sides of merges: files that fit together, and files that do not."""

from pathlib import Path

from tests.git.scratch import FIRST

HERE = "    next: [board-decides]\n"
ONWARD = "    next: [won]\n"
LONGER = FIRST.replace(ONWARD, "    next: [paper]\n  paper:\n    next: [won]\n")
WITHOUT_PAPER = FIRST
TO_PAPER = LONGER.replace(HERE, "    next: [board-decides, paper]\n")
TOGETHER = FIRST.replace(HERE, "    next: [board-decides, paper]\n")
HEARD, TRIED = (
    FIRST.replace(HERE, f"    next: [{name}]\n  {name}:\n    max_days: 10\n{HERE}") for name in ("heard", "tried")
)
TOGETHER_A_CHOICE = [
    "warning: From `trouble-named` nothing says when a deal goes to `heard` or `tried`. (undecidable-branch) Neither side has this",
    "Ours added `stages.trouble-named.next.heard`.",
    "Theirs added `stages.trouble-named.next.tried`.",
]


def write(**files: str) -> None:
    """Write YAML files into the current folder."""
    for name, text in files.items():
        Path(f"{name}.yaml").write_bytes(text.encode())
