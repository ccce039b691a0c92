"""A server's own repository, as commands name it: nothing is done with one that doesn't keep pushes from what only it may move."""

from pathlib import Path

from processengine.approving.setting_up import refuse_unprepared
from processengine.git import Repository


def opened(path: Path) -> Repository:
    """Return the repository; raise CannotRun where it isn't set up as a server's, or not any more."""
    repository = Repository.bare(path)
    refuse_unprepared(repository)
    return repository
