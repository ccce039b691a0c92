"""What a change answers for: what it touched, and what it broke elsewhere; what is older is counted."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from processengine.change import Change, Changeset
from processengine.diagnostic import Diagnostic, fingerprint
from processengine.report.diagnostics import Since, Validation
from processengine.rules.base import Name
from processengine.rules.index import find
from processengine.settings import Settings
from processengine.sides.place import Text
from processengine.since.revision import LibrarySince, SinceRevision
from processengine.since.touched import differs, is_touched
from processengine.store import read, shown
from processengine.syntax.document import Document, split
from processengine.syntax.parse import parse_bytes
from processengine.validate import RecordedOf

SettingsAt = Callable[[Path], Settings]
"""Returns the settings that count for a file."""

RecordedAt = Callable[[Path], RecordedOf | None]
"""Returns what asks the deals about a file's document; None where nobody does."""


def narrowed(validation: Validation, since: SinceRevision, settings_at: SettingsAt, recorded_at: RecordedAt = lambda _: None) -> Validation:
    """Return a validation without the findings that the files had where the change started and that it doesn't touch."""
    by_file: dict[str, list[Diagnostic]] = {}
    for one in validation.diagnostics:
        by_file.setdefault(one.file, []).append(one)
    told = {id(one) for file, found in by_file.items() for one in _told(Path(file), found, since, settings_at, recorded_at)}
    kept = [one for one in validation.diagnostics if id(one) in told]
    older = len(validation.diagnostics) - len(kept)
    return replace(
        validation, diagnostics=kept, since=Since(since.revision, since.start, older), remarks=(*validation.remarks, *since.remarks)
    )


def _told(
    path: Path, found: list[Diagnostic], since: SinceRevision, settings_at: SettingsAt, recorded_at: RecordedAt
) -> list[Diagnostic]:
    """Return the findings of one file that the change answers for."""
    if all(_is_about_change(one) for one in found):
        return found
    library, data = since.library_of(path), read(path).data
    document, _ = parse_bytes(data)
    name = None if document.kind is None else (document.kind, document.id)
    was, changeset = (None, None) if name is None else (library.base.then.get(name), library.base.changes.get(name))
    place = shown(path.resolve().relative_to(library.root)) if path.resolve() != library.root else "."
    text = library.earlier.text(place, data, "" if was is None else was.file)
    if text is None or _is_another_ones(text, place, name, library):
        return found
    before = library.earlier.verdict(text, settings_at(path), recorded_at(path))
    names = _Names(library, changeset)
    known = _Known((one for one in before.diagnostics if not _is_about_change(one)), names)
    return [one for one in found if _is_about_change(one) or not known.has(one) or names.touches(one, before.document, document)]


def _is_another_ones(text: Text, place: str, name: Name | None, library: LibrarySince) -> bool:
    """Tell whether another file of today has the id too and lies where that was: then this one is the copy."""
    there = str(text.path)
    return place != there and any((one.kind, one.id) == name and one.then.file == shown(library.root / there) for one in library.now)


def _is_about_change(diagnostic: Diagnostic) -> bool:
    listing = find(diagnostic.rule)
    return listing is not None and listing.family == "change"


class _Names:
    """What a document's elements were called where the change started, and what of them it touches."""

    def __init__(self, library: LibrarySince, changeset: Changeset | None) -> None:
        self.atoms: tuple[Change, ...] = () if changeset is None else changeset.atoms
        self.has_atoms = changeset is not None and changeset.before_file is not None
        own = _renamed(self.atoms)
        everywhere = {old: new for one in library.base.changes.values() if one.kind == "journey" for old, new in _renamed(one.atoms).items()}
        self.ids = {**everywhere, **own}
        self.targets = dict(_targets(library.base.changes))

    def now(self, word: str) -> str:
        """Return what an earlier id, or `process/stage`, is called now."""
        stage, slash, rest = word.partition("/")
        return self.targets.get(word) or f"{self.ids.get(stage, stage)}{slash}{rest}"

    def earlier(self, path: str) -> str:
        """Return the earlier path of what is at a path now."""
        back = {new: old for old, new in self.ids.items()}
        return ".".join(back.get(name, name) for name in split(path))

    def touches(self, diagnostic: Diagnostic, before: Document, now: Document) -> bool:
        """Tell whether the change touches what a finding is about.

        What the reader of the text refuses is in no list of changes, so there, and in documents that are not compared by
        meaning, the text is looked at.
        """
        path, listing = diagnostic.path, find(diagnostic.rule)
        if self.has_atoms and is_touched(path, self.atoms):
            return True
        is_refused = listing is not None and listing.family == "syntax" and not diagnostic.rule.endswith("-suppression")
        return (not self.has_atoms or is_refused) and differs(path, before, self.earlier(path), now)


def _renamed(atoms: Iterable[Change]) -> dict[str, str]:
    return {str(one.before): one.path.rpartition(".")[2] for one in atoms if one.kind.endswith("-renamed") and one.path}


def _targets(changes: Mapping[Name, Changeset]) -> Iterator[tuple[str, str]]:
    """Yield the earlier names of other processes and of their stages, each with what it is called now."""
    for one in changes.values():
        if one.kind == "process" and one.before_file is not None:
            before = next((str(atom.before) for atom in one.atoms if atom.kind == "process-renamed"), one.id)
            yield before, one.id
            for old, new in _renamed(atom for atom in one.atoms if atom.kind == "stage-renamed").items():
                yield f"{before}/{old}", f"{one.id}/{new}"


class _Known:
    """The findings that a document had, by their fingerprints in the old ids and in those of today."""

    def __init__(self, found: Iterable[Diagnostic], names: _Names) -> None:
        self._left = [{one.fingerprint, *_spoken(one, names)} for one in found]

    def has(self, diagnostic: Diagnostic) -> bool:
        """Tell whether a finding was there; each is found once."""
        place = next((place for place, known in enumerate(self._left) if diagnostic.fingerprint in known), None)
        if place is None:
            return False
        del self._left[place]
        return True


def _spoken(diagnostic: Diagnostic, names: _Names) -> tuple[str, str]:
    """Return a finding's fingerprint in the ids of today; the second one is for a rule that puts its values in their order."""
    path = ".".join(names.now(name) for name in split(diagnostic.path))
    values = [names.now(value) for value in diagnostic.values]
    return fingerprint(diagnostic.rule, path, *values), fingerprint(diagnostic.rule, path, *sorted(values))
