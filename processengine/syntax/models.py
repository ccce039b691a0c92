"""The model of each kind of document."""

from processengine.model.base import Model


def model_of(kind: str) -> type[Model]:
    """Return the model of a kind of document; only that one is built."""
    if kind == "process":
        from processengine.model.process import Process

        return Process
    if kind == "journey":
        from processengine.model.journey import Journey

        return Journey
    if kind == "library":
        from processengine.model.library import Library

        return Library
    from processengine.model.proposal import Proposal

    return Proposal
