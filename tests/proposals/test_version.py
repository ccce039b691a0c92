"""The version of the next release, and the tags that stand for releases."""

import pytest

from processengine.change import Bump
from processengine.proposals.version import next_version, release_of, tag_of


@pytest.mark.parametrize(
    ("released", "written", "bump", "next_"),
    [
        ("1.4.2", "1.4.2", "major", "2.0.0"),
        ("1.4.2", "1.4.2", "minor", "1.5.0"),
        ("1.4.2", "1.4.2", "patch", "1.4.3"),
        ("1.4.2", "1.4.2", "none", "1.4.2"),
        ("1.4.2", "3.0.0", "minor", "3.0.0"),  # somebody meant it
        ("1.4.2", "1.4.3", "minor", "1.5.0"),  # too little
        ("1.4.2", "1.0.0", "patch", "1.4.3"),  # went back
        ("1.4.2", "soon", "patch", "1.4.3"),
        ("0.9.0", "1.0.0", "none", "1.0.0"),
        ("1.4.2", "1.0.0", "none", "1.4.2"),
        (None, "0.1.0", "none", "0.1.0"),
        (None, "2.1.0", "none", "2.1.0"),
        (None, "soon", "none", "0.1.0"),
    ],
)
def test_the_next_version(released: str | None, written: str, bump: Bump, next_: str) -> None:
    """What the changes call for, or what is written where that is higher; the first one as it is written."""
    assert next_version(released, written, bump) == next_


@pytest.mark.parametrize(("process", "version"), [("new-business", "2.1.0"), ("p", "1.0.0-rc.1"), ("2024", "0.1.0")])
def test_a_tag_stands_for_a_process_and_a_version(process: str, version: str) -> None:
    """And gives both again."""
    assert release_of(tag_of(process, version)) == (process, version)


@pytest.mark.parametrize(
    ("tag", "meant"),
    [("v1.2.0", (None, "1.2.0")), ("1.2.0", (None, "1.2.0")), ("before-summer", None), ("new-business/soon", None), ("a/b/1.0.0", None), ("v2", None)],
)
def test_other_tags(tag: str, meant: tuple[str | None, str] | None) -> None:
    """A version alone is the whole library's; everything else is no release."""
    assert release_of(tag) == meant
