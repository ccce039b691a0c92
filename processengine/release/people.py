"""Who releases or rules, as commits name them."""

from processengine.git import Repository
from processengine.git.identity import Identity, identity
from processengine.model.library import Library


def acting(repository: Repository, library: Library | None, person: str) -> Identity:
    """Return who commits: on a server the person that acts there, by the id in library.yaml; elsewhere, or without an address, whom git knows."""
    known = library.people.get(person) if library is not None and person else None
    if known is not None and known.email:
        return Identity(known.name or person, known.email)
    return identity(repository.root)
