"""Releases: the versions that changes call for, a changelog, one commit, and a tag for each process.

Everything is made beside the working tree first; then one step moves the branch and sets the tags together, and last the
files on the disk follow. Whatever was interrupted is finished by the next run.
"""

from processengine.release.doing import Options, Outcome, release

__all__ = ["Options", "Outcome", "release"]
