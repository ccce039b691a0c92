"""Measures that are computed otherwise."""

from typing import Any

from tests.diff.combine.sketch import compared, kinds, said, sketch

RATE: dict[str, Any] = {"share": {"outcome": "won"}, "within": "90 days", "target": 0.2}
DAYS: dict[str, Any] = {"duration": {"from": {"reached": "a"}, "to": {"reached": "b"}}}


def measured(**measures: dict[str, Any]) -> dict[str, Any]:
    """Return a process with these measures."""
    return {**sketch("a>b b>won"), "measures": measures}


def test_whatever_changes_in_a_definition_is_one_event() -> None:
    """The whole definitions are in the data; the target is no part of them."""
    new = measured(rate={**RATE, "within": "180 days", "among": {"reached": "a"}, "target": 0.3})
    assert sorted(kinds(measured(rate=RATE), new)) == [("measure-changed", "measures.rate.target"), ("measure-redefined", "measures.rate")]
    change = next(one for one in compared(measured(rate=RATE), new).changes if one.parts)
    assert (change.before, change.after["within"], len(change.parts or ())) == (RATE, "180 days", 2)
    assert change.message == (
        "“Rate” is measured otherwise: it is now the share of deals that end as won among those that reach “A”, within 180 days; "
        "it was the share of deals that end as won, within 90 days."
    )


def test_a_quantile_is_told_beside_the_rest() -> None:
    """A definition in words says nothing of it."""
    new = measured(days={**DAYS, "quantile": 0.9, "last": "90 days"})
    assert said(measured(days=DAYS), new) == [(
        "“Days” is measured otherwise: it is now the days from when deals reach “A” until they reach “B”, of the last 90 days; "
        "it was the days from when deals reach “A” until they reach “B”. "
        "“Days” now tells how long it takes for 90% of the deals, not for 50%."
    )]
