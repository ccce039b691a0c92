"""What a move is by the order of the stages."""

import pytest

from processengine.evidence.replaying.kinds import kind_of
from processengine.model.process import Process

PROCESS = Process.model_validate({"process": "p", "stages": {
    "a": {"next": ["b"]}, "waiting": {"parked": True}, "b": {"next": ["c"]}, "c": {"next": ["won"]},
    "won": {"outcome": "won"}, "lost": {"outcome": "lost"},
}})


@pytest.mark.parametrize(("source", "target", "kind"), [
    ("a", "b", "on"), ("c", "won", "on"), ("waiting", "b", "on"), ("waiting", "a", "on"),
    ("a", "c", "skip"), ("b", "won", "skip"),
    ("c", "a", "back"),
    ("a", "lost", "out"), ("a", "waiting", "out"), ("waiting", "lost", "out"),
    ("won", "a", "reopening"), ("lost", "won", "reopening"),
    ("a", "elsewhere", "unknown"), ("elsewhere", "won", "unknown"),
])
def test_each_kind(source: str, target: str, kind: str) -> None:
    """A parked stage between two others is passed over by no skip."""
    assert kind_of(PROCESS, source, target) == kind
