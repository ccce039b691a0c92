"""Versions are compared and raised as semantic versioning says."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.model.version import Part, Version, version_of

RISING = ["0.9.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.10", "1.1.0"]

numbers = st.integers(0, 30)
versions = st.builds(Version, numbers, numbers, numbers, st.just(()) | st.just(("rc", "1")))
parts = st.sampled_from(["major", "minor", "patch"])


def read(text: str) -> Version:
    """A version that is well formed."""
    found = version_of(text)
    assert found is not None
    return found


def test_versions_rise_in_the_order_of_the_standard() -> None:
    """Numbers as numbers, and what leads up to a release before it."""
    assert all(read(one) < read(other) for one, other in pairwise(RISING))


@pytest.mark.parametrize("text", ["1.0", "v1.0.0", "01.0.0", "1.0.0-", "", "latest"])
def test_what_is_no_version_is_none(text: str) -> None:
    """Two numbers, a letter in front, a leading zero."""
    assert version_of(text) is None


@pytest.mark.parametrize(
    ("version", "part", "next_"),
    [
        ("1.4.2", "major", "2.0.0"), ("1.4.2", "minor", "1.5.0"), ("1.4.2", "patch", "1.4.3"), ("1.4.2", "none", "1.4.2"),
        ("0.1.0", "major", "1.0.0"), ("2.0.0-rc.1", "major", "2.0.0"), ("2.0.0-rc.1", "patch", "2.0.0"),
        ("1.5.0-rc.1", "minor", "1.5.0"), ("1.5.1-rc.1", "minor", "1.6.0"), ("1.5.0-rc.1", "major", "2.0.0"), ("1.0.0+a", "patch", "1.0.1"),
    ],
)
def test_raising(version: str, part: Part, next_: str) -> None:
    """What is on the way to a release is followed by that one, where it raises as much."""
    assert str(read(version).raised(part)) == next_


@given(versions, parts)
def test_a_raised_version_is_higher_and_a_release(version: Version, part: Part) -> None:
    """Whatever it was."""
    raised = version.raised(part)
    assert version < raised
    assert raised == raised.release


@given(versions)
def test_a_version_reads_as_it_is_written(version: Version) -> None:
    """Writing and reading it gives it again."""
    assert version_of(str(version)) == version
