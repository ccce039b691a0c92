"""What a proposal changes in the settings of each library that it touches, told setting by setting, and in which files."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from processengine.proposals.settings_told import SettingTold, told
from processengine.review.documents import Papers


class Settled(NamedTuple):
    """The settings that differ, those that decide first, and the files that are told by that."""

    told: tuple[SettingTold, ...]
    files: frozenset[str]


def settled(fork: Papers, head: Papers, deciding: Mapping[str, Collection[str]]) -> Settled:
    """Return what differs between two sides; `deciding` are the paths that decide, by the library's folder."""
    found = {where: one for where, paths in deciding.items() if (one := told(fork.library(where), head.library(where), paths))}
    each = [one if len(found) < 2 else _placed(one, where) for where, some in found.items() for one in some]
    # One that can't be read any more is told of as gone, and named as well.
    files = {paper.file for key, paper in head.found.items() if key.kind == "library" and key.home in found and head.library(key.home) is not None}
    return Settled(tuple(sorted(each, key=lambda one: not one.decides)), frozenset(files))


def _placed(one: SettingTold, where: str) -> SettingTold:
    return one._replace(said=f"{where or '.'}/library.yaml, {one.said}")
