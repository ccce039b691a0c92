"""Stops the Python that finds this on its path, as Ctrl-C does, when it begins to import the module STOP_AT_IMPORT."""

import os
import sys
from typing import Any

wanted = [os.environ.get("STOP_AT_IMPORT", "")]


def stop_in_time(event: str, arguments: tuple[Any, ...]) -> None:
    """Stop once, at the first import of the module."""
    if event == "import" and arguments[0] == wanted[0]:
        wanted.clear()
        wanted.append("")
        raise KeyboardInterrupt


if wanted[0]:
    sys.addaudithook(stop_in_time)
