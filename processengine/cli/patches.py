"""The difference of a file as `git apply` takes it, from the folder where the command runs."""

import os
from pathlib import PurePath


def patch(name: str, before: str, after: str) -> str:
    """Return the difference of a file's text; the file is named from this folder where it is below it, else as it was given."""
    from processengine.report.difference import unified

    here = PurePath(os.path.relpath(name)).as_posix()
    return unified(name if here.startswith("../") else here, before, after)
