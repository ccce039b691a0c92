"""The summary of a source's stage history, and what must be said with it."""

from collections.abc import Iterator

from processengine.deals.asked import Deals
from processengine.deals.noticed import noticed
from processengine.errors import CannotRun
from processengine.evidence.public import LAW, UNDER
from processengine.evidence.replaying.said import about_ties
from processengine.evidence.summary import Summary, for_public, summary


def summarised(deals: Deals, *, is_public: bool = False) -> tuple[Summary, tuple[str, ...]]:
    """Return the summary and its warnings; raise CannotRun where so few deals are there that nothing may be said in public."""
    refuse_without_history(deals)
    whole = summary(deals.handle)
    if not is_public:
        return whole, (*noticed(deals.found), *_about(deals, whole))
    refuse_few(whole.deals)
    return for_public(whole), (*noticed(deals.found, is_public=True), LAW)


def refuse_without_history(deals: Deals) -> None:
    """Refuse to answer from a source that doesn't say which stages its deals went through."""
    if not deals.handle.has("stage_history"):
        raise CannotRun(f"{deals.found.source} has no stage history; `processengine evidence check` says what it holds.")


def refuse_few(deals: int) -> None:
    """Refuse to tell the public about fewer than five deals."""
    if deals < UNDER:
        raise CannotRun(f"There are fewer than {UNDER} deals: nothing can be said about them in public.")


def _about(deals: Deals, whole: Summary) -> Iterator[str]:
    held = deals.found.tables.get("stage_history")
    yield from about_ties(whole.ties or 0, has_seq=held is not None and "seq" in held.columns)
