"""Stages that no deal can come to, as far as that can be told."""

from collections.abc import Set as AbstractSet

from processengine.rules.subject import Subject
from processengine.rules.unread import unread_ways


def out_of_reach(subject: Subject) -> AbstractSet[str]:
    """Return the stages that no path from the start leads to.

    None are where nobody can tell: the start is unknown, or a transition could not be read.
    """
    graph, process = subject.mended, subject.process
    if graph.start is None or len(graph.reachable) == len(graph.stages):
        return frozenset()
    if (process.start is not None and process.start not in process.stages) or unread_ways(subject):
        return frozenset()
    return graph.stages.keys() - graph.reachable
