"""A review in the making that a list of many needs: without what only the review of one tells."""

from dataclasses import dataclass
from functools import cached_property

from processengine.review.gather import Gathering
from processengine.review.versions import Versions


@dataclass(frozen=True)
class Looked(Gathering):
    """A review without the versions that a release would give, which takes reading all of them."""

    @cached_property
    def _versions(self) -> Versions:
        return {}
