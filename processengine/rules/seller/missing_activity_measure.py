"""New business without one of the ratios that a seller steers by.

What it reports
A process with `motion: new-business` and none of five ratios among its measures: rejections per appointment, calls on
target against existing accounts, dials per decision maker, decision makers per appointment, meetings per close.

Why it matters
A win rate tells too late that nobody was called. A seller who knows their own ratios sees every week where the work goes,
and can try one thing at a time. They are ratios and not counts, because a count is met by doing more of what doesn't work.
The list is a seed of this project.

Bad
    process: new-business
    motion: new-business
    led_by: seller
    roles: {seller: {}}
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    measures:
      win-rate: {share: {outcome: won}, within: 180 days}

Good
    process: new-business
    motion: new-business
    led_by: seller
    roles: {seller: {}}
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}
    measures:
      win-rate: {share: {outcome: won}, within: 180 days}
      meetings-per-close: {ratio: {of: {activity: meeting}, per: {outcome: won}}, last: 182 days, by: rep}

Exceptions
Other motions have other ratios. A ratio counts by what it divides by what, whatever it is called and whichever way up it
stands. A call is a dial or a conversation; a decision maker is any activity `with_decision_maker: true`; a target account
may also be a new one.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.lacking import is_told
from processengine.rules.seller.ratios import is_sellers_ratio
from processengine.rules.subject import Subject

MOTION = "new-business"


def check(subject: Subject) -> Iterator[Finding]:
    """Look for one of the five."""
    process = subject.mended.process
    if process.motion != MOTION or is_told(subject, "", "measures"):
        return
    ratios = (measure.ratio for measure in process.measures.values() if measure.ratio is not None)
    if not any(is_sellers_ratio(ratio, process) for ratio in ratios):
        yield Finding(
            "No measure is a ratio that a seller can steer by from week to week.",
            "process",
            help="Measure rejections per appointment, calls on target against existing accounts, dials per decision maker, decision "
            "makers per appointment, or meetings per close: `{ratio: {of: {activity: meeting}, per: {outcome: won}}}`.",
        )
