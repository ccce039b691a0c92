"""Title and why of what is proposed, and who wrote and touched it: as they state it, and as git knows them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from processengine.git.refs import Made
from processengine.model.library import Library
from processengine.proposals.packet import Author, Reason
from processengine.proposals.policy import co_authors, people_with

if TYPE_CHECKING:
    from processengine.model.proposal import Proposal

_MERGE = 2


def reason(proposal: "Proposal | None", title: str, why: str, commits: Sequence[Made], library: Library | None) -> Reason:
    """Return title and why from the proposal file; without one from the request's own text, else from its commits."""
    people = authors(commits, library)
    if proposal is not None:
        from processengine.model.base import words

        said = [one for one in people if one.id == proposal.author]
        if proposal.author and not said:
            people = (_known(proposal.author, library), *people)
        return Reason(proposal.title or words(proposal.id), proposal.why.strip(), "proposal", people)
    if title or why:
        return Reason(title or _subject(commits), why.strip(), "request", people)
    # A merge of the base into the branch says nothing of the change.
    commits = [made for made in commits if made.parents < _MERGE] or commits
    messages = [made.message for made in reversed(commits)]
    body = messages[0].partition("\n")[2] if len(messages) == 1 else "\n\n".join(messages[1:])
    return Reason(_subject(commits), body.strip(), "commits", people)


def authors(commits: Sequence[Made], library: Library | None) -> tuple[Author, ...]:
    """Return whoever wrote or committed something of it, or is named as its author too, the first author first, each once."""
    found: dict[str, Author] = {}
    for made in reversed(commits):
        for name, email in (made.author, made.committer, *co_authors(made.message)):
            known = next(iter(people_with(library, [email])), "")
            found.setdefault(known or email.casefold(), Author(known, name, email))
    return tuple(found.values())


def _known(name: str, library: Library | None) -> Author:
    person = library.people.get(name) if library else None
    return Author(name if person else "", person.name or name if person else name, person.email if person else "")


def _subject(commits: Sequence[Made]) -> str:
    return next((made.message.partition("\n")[0] for made in reversed(commits) if made.message), "Untitled")
