"""Releases: the versions that changes call for, a changelog, the records of what was agreed, one commit, and a tag for each process.

Everything is made beside the working tree first; then one step moves the branch and sets the tags together, and last the
files on the disk follow. Whatever was interrupted is finished by the next run.
"""

from processengine.release.doing import Judging, Options, Outcome, release

__all__ = ["Judging", "Options", "Outcome", "release"]
