"""Stops the Python that finds this on its path, just before the change number STOP_BEFORE that it makes.

It is stopped for good, or with STOP_HOW=Ctrl-C as somebody at a terminal does. Changes are the git commands that write, and the files that are put in their place.
"""

import os
import signal
import sys
from typing import Any

WRITING = {"hash-object", "read-tree", "update-index", "write-tree", "commit-tree", "update-ref"}
left = [int(os.environ.get("STOP_BEFORE", "0"))]


def stop_in_time(event: str, arguments: tuple[Any, ...]) -> None:
    """Count what changes something, and stop where the count is over: nothing in the program can prevent or notice it."""
    is_git = event == "subprocess.Popen" and not WRITING.isdisjoint(map(str, arguments[1]))
    if is_git or event == "os.rename":
        left[0] -= 1
        if left[0] == 0 and os.environ.get("STOP_HOW") == "Ctrl-C":
            raise KeyboardInterrupt
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)


if left[0]:
    sys.addaudithook(stop_in_time)
