"""Which of two versions is the higher."""

from processengine.merge.tree import Tree


def higher(one: Tree, other: Tree) -> Tree | None:
    """Return the higher of two versions; None where one is none."""
    # Only two releases of one process need it.
    from processengine.model.version import version_of

    versions = [version_of(side) if isinstance(side, str) else None for side in (one, other)]
    if versions[0] is None or versions[1] is None:
        return None
    return one if versions[0] >= versions[1] else other
