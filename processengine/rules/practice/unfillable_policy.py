"""The policy asks for an approval that nobody can give.

What it reports
A role that some clause of `policy:` asks for (rep, manager, leader or ops) and that nobody in `people:` holds. Each role is
reported once, at the first clause that asks for it.

Why it matters
A change that needs a leader's approval waits for ever where nobody is a leader, or somebody learns to go round the policy.
That a role falls to the next when only the author holds it is for small teams: it does not fill a role that nobody has. The
idea comes from code forges, where a file whose named owners are gone can't be changed any more.

Bad
    library: acme
    people:
      ana: {email: ana@example.com, roles: [rep]}
      mia: {email: mia@example.com, roles: [manager]}
    policy:
      behavioural: {approvals: {manager: 1}}
      breaking: {approvals: {leader: 1}}

Good
    library: acme
    people:
      ana: {email: ana@example.com, roles: [rep]}
      mia: {email: mia@example.com, roles: [manager, leader]}
    policy:
      behavioural: {approvals: {manager: 1}}
      breaking: {approvals: {leader: 1}}

Exceptions
`anyone` is no role. Without `policy:` one other person's approval is enough, so no role is asked for. A count of 0 asks for
nothing. The rule rests until the library names people.
"""

from collections.abc import Iterator

from processengine.diagnostic import Finding, Mention
from processengine.model.library import Clause, Library
from processengine.rules.subject import Subject

_ANYONE = "anyone"


def check(subject: Subject) -> Iterator[Finding]:
    """Hold the roles that the policy asks for against those that people have."""
    library = subject.value
    assert isinstance(library, Library)
    if not (library.people or subject.wide_awake) or _has_unread_people(subject):
        return
    held = {role for person in library.people.values() for role in person.roles}
    for role, clauses in _asked(library).items():
        if role not in held:
            first, *others = (f"policy.{clause}.approvals.{role}" for clause in clauses)
            yield Finding(
                f"For {' and '.join(clauses)} changes the policy asks for an approval by `{role}`, and nobody has that role.",
                first,
                help=f"Add `{role}` to the `roles:` of somebody in `people:`, or ask for another role.",
                values=(role,),
                related=tuple(Mention("It is asked for here too", path) for path in others),
            )


def _asked(library: Library) -> dict[str, list[str]]:
    """Return the roles that the policy asks for, each with the impacts whose clause does, in the order of the model."""
    found: dict[str, list[str]] = {}
    for impact, clause in library.policy or ():
        for role, count in clause.approvals.items() if isinstance(clause, Clause) else ():
            if count and role != _ANYONE:
                found.setdefault(role, []).append(impact)
    return found


def _has_unread_people(subject: Subject) -> bool:
    """Tell whether somebody's roles, or all people, couldn't be read: one of them may hold what is asked for."""
    return any(path == "people" or path.startswith("people.") for path in subject.faulty)
