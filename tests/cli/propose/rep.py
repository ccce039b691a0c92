"""What a rep does in these tests, and what is read of it."""

import contextlib
import os
import subprocess
import sys

from processengine.model.proposal import Proposal
from processengine.syntax.load import load
from processengine.syntax.parse import parse
from tests.conftest import Command, Outcome
from tests.git.team import Clone


def edit(rep: Clone, days: int = 45) -> None:
    """Let the rep give the board more days, by hand."""
    rep.change("    max_days: 30\n    next: [won]", f"    max_days: {days}\n    next: [won]")


def propose(command: Command, *arguments: str) -> Outcome:
    """Propose something with a title and a reason."""
    return command("propose", "--title", "Give the board six weeks", "--why", "Boards meet every six weeks.", *arguments)


def proposal(rep: Clone, name: str = "give-the-board-six-weeks") -> Proposal:
    """Return a proposal file, read without a problem."""
    document, unreadable = parse(rep.read(f"processes/proposals/{name}.yaml"))
    value, problems = load(document)
    assert not [*unreadable, *problems]
    assert isinstance(value, Proposal)
    return value


BYPASS = ("    next: [team-assembled]\n  team-assembled:\n    buyer: Everyone who must agree has been found and heard\n    next: [board-decides]\n",
          "    next: [board-decides]\n")


def answering(rep: Clone, answers: str, *arguments: str) -> str:
    """Run `propose` on a terminal of its own, with some answers, and return what stood there."""
    ours, theirs = os.openpty()
    call = [sys.executable, "-m", "processengine", "propose", *arguments]
    with subprocess.Popen(call, cwd=rep.root, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        os.write(ours, answers.encode())
        said = b""
        with contextlib.suppress(OSError):
            while part := os.read(ours, 4096):
                said += part
    assert process.returncode == 0, said.decode()
    return said.decode()
