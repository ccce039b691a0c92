"""A ruling in words."""

from typing import Any

import pytest

from processengine.model.proposal import Proposal
from processengine.proposals.ruled import ruled


@pytest.mark.parametrize(("record", "said"), [
    (None, ""), ({"judged": "2026-11-20"}, ""), ({"ruling": "accepted"}, "x was accepted."),
    ({"ruling": "accepted", "by": ["lee", "mia"], "at": "2026-11-20", "version": "1.3.0"}, "x was accepted by lee and mia on 2026-11-20 and released as 1.3.0."),
    ({"ruling": "rejected", "by": "lee", "why": "Too\nearly!", "version": "1"}, "x was rejected by lee, because: Too early!"),
])
def test_who_ruled_what_and_why(record: dict[str, Any] | None, said: str) -> None:
    """With the release of what was accepted; nothing for what nobody has ruled on."""
    assert ruled(Proposal.model_validate({"proposal": "x", "record": record})) == said
