"""An account manager leads a stage of new business.

What it reports
A process with `motion: new-business` and a stage led by a role of kind account-manager or national-account-manager. Where
the process's own `led_by` names that role, it is reported once, there.

Why it matters
Winning a stranger and looking after a client are different motions. Whoever does both does the pleasant one: calls go to
people who already pick up the phone, and new business happens in the time that is left. A specialist of existing accounts
also has other skills, another week and other ratios. The advice to keep the two roles apart is common in books on sales
management.

Bad
    process: new-business
    motion: new-business
    led_by: seller
    roles: {seller: {}, account-manager: {}}
    from_anywhere: [lost]
    stages:
      trouble-named: {led_by: account-manager, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    motion: new-business
    led_by: seller
    roles: {seller: {}, account-manager: {}}
    from_anywhere: [lost]
    stages:
      trouble-named:
        plays:
          bring-them-in: {do: Let the account manager meet the champion before the signature, by: account-manager}
        next: [won]
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Other motions: another plant of a client is `existing-accounts`, whoever it is new to. An account manager may do plays in
new business. A process that says no motion is not reported.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding
from processengine.rules.seller.leading import KEEPERS, kind_of
from processengine.rules.subject import Subject

MOTION = "new-business"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each `led_by` by which an account manager leads new business."""
    process = subject.mended.process
    if process.motion != MOTION:
        return
    roles = {role for role in process.roles if kind_of(process, role) in KEEPERS}
    stages = {name: stage for name, stage in process.stages.items() if stage.outcome is None}
    if process.led_by in roles and any(stage.led_by is None for stage in stages.values()):
        yield _finding("This process", process.led_by, "led_by")
    for name, stage in stages.items():
        if stage.led_by in roles:
            yield _finding(f'"{process.title_of(name)}"', stage.led_by, f"stages.{name}.led_by")


def _finding(what: str, role: str | None, path: str) -> Finding:
    return Finding(
        f"{what} is new business, and an account manager (`{role}`) leads it.",
        path,
        "value",
        help="Let a seller lead, or say `motion: existing-accounts` where the buyer is a client already.",
        values=(role or "",),
    )
