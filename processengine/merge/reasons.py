"""Why an element was decided as it was, in sentences; short values are told in them."""

from processengine.merge.tree import MISSING, Tree

_MAX_TOLD = 40

SAME_TEXT = "Both sides replaced the same text, each with its own."
NOTHING_LEFT = "Together they would leave nothing of it, which neither side means."
ORDERS = "Ours and theirs put it in orders that can't both hold."


def done(before: Tree, after: Tree) -> str:
    """Return what a side did: "added"."""
    return "added" if before is MISSING else "removed" if after is MISSING else "changed"


def contradiction(base: Tree, ours: Tree, theirs: Tree) -> str:
    """Return how two edits of one element contradict each other: "Ours says 60, theirs 45; before: 30."."""
    if ours is MISSING:
        return f"Ours removed it, theirs changed it{_from_to(base, theirs)}."
    if theirs is MISSING:
        return f"Theirs removed it, ours changed it{_from_to(base, ours)}."
    before, here, there = _told(base), _told(ours), _told(theirs)
    says = f"says {here}, theirs {there}" if here and there else ""
    if base is MISSING:
        return f"Both sides added it: ours {says}." if says else "Both sides added it, with different content."
    if not says:
        return "Both sides changed it, in different ways."
    return f"Ours {says}; before: {before}." if before else f"Ours {says}."


def firsts(base: str, ours: str, theirs: str) -> str:
    """Return how two sides contradict each other on what stands first, where deals start."""
    return f"Ours puts `{ours}` first, where deals start, theirs `{theirs}`; before: `{base}`."


def _from_to(before: Tree, after: Tree) -> str:
    old, new = _told(before), _told(after)
    return f" from {old} to {new}" if old and new else ""


def _told(value: Tree) -> str:
    """Return a value as a sentence tells it, a text in backticks; nothing for what is long or no single value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if not isinstance(value, str) or "\n" in value.strip() or len(value) > _MAX_TOLD:
        return ""
    # A backtick ends what it quotes.
    return f"`{value.strip().replace('`', chr(39))}`" if value.strip() else "an empty text"
