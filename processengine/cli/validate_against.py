"""`validate --since`, `--baseline` and `--write-baseline`: what is left out of a run, and by whose settings."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from processengine.cli.options import F
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from processengine.check import SettingsByLibrary
    from processengine.deals.recorded import RecordedDeals
    from processengine.report.diagnostics import Validation
    from processengine.since import SinceRevision
    from processengine.validate import RecordedOf, Settings


class Against(NamedTuple):
    """What a run is held against: a revision, a baseline, or a baseline that it is to write."""

    since: str | None
    baseline: str | None
    write: str | None


def against_options(command: F) -> F:
    """Add the options `--since`, `--baseline` and `--write-baseline` to a command."""
    options = (
        click.option("--since", metavar="REV", help="Report what changed since HEAD left REV (a branch, a tag or a commit), what that "
                     "broke elsewhere, and the change itself. REV's settings and baseline count."),
        click.option("--baseline", metavar="FILE", help="Report only what FILE doesn't accept, and say what of it is gone."),
        click.option("--write-baseline", metavar="FILE", help="Accept what is found: write it to FILE."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def asked(since: str | None, baseline: str | None, write: str | None, *, has_stdin: bool) -> Against:
    """Return what a run is held against; raise CannotRun for what doesn't go together."""
    if since is not None and has_stdin:
        raise CannotRun("--since compares files with their earlier revisions, and the standard input has none.")
    if (baseline is not None or write is not None) and has_stdin:
        raise CannotRun("A baseline knows findings by their files, and the standard input is none.")
    if write is not None and baseline is not None:
        raise CannotRun("--write-baseline accepts all that is found; leave out --baseline.")
    if write is not None and since is not None:
        raise CannotRun("--write-baseline accepts all that is found, not only what changed; leave out --since.")
    return Against(since, baseline, write)


class Run:
    """A run of `validate` over some paths; each time it is called it looks at the files anew, and asks the same deals."""

    def __init__(self, paths: Sequence[str], settings: "Settings", against: Against, deals: "RecordedDeals | None" = None) -> None:
        self.paths, self.against, self.deals = list(paths), against, deals
        self._settings = settings

    def since(self) -> "SinceRevision | None":
        """Return the revision that files are held against; None where none is asked for."""
        if self.against.since is None:
            return None
        from processengine.since import SinceRevision

        return SinceRevision.named(self.against.since)

    def settings(self, since: "SinceRevision | None") -> "SettingsByLibrary":
        """Return the settings that count for each file."""
        from processengine.check import SettingsByLibrary

        return SettingsByLibrary(self._settings, None if since is None else since.settings_of)

    def __call__(self, stdin: bytes | None) -> "Validation":
        """Validate, and leave out what is accepted or older."""
        from processengine.check import check
        from processengine.cli.progress import progress, progress_bar

        since = self.since()
        settings = self.settings(since)
        if self.deals is None:
            with progress_bar("Validating") as told:
                validation = check(self.paths, stdin, settings, since, told)
        else:  # what takes long is asking the deals, which shows how far it is itself
            validation = check(self.paths, stdin, settings, since, deals=self.deals)
        if self.against.write is not None:
            validation = self._accepted(validation, Path(self.against.write))
        elif self.against.baseline is not None:
            validation = self._beyond(validation, Path(self.against.baseline), since)
        if since is not None:
            from processengine.since.narrowing import narrowed

            with progress(f"Looking at what stood at {since.revision}") if self.deals is None else nullcontext():
                validation = narrowed(validation, since, lambda path: settings.at(path)[0], lambda path: self._recorded_of(path, settings))
        if self.deals is not None:
            validation = replace(validation, remarks=(*validation.remarks, *self.deals.remarks()))
        return validation

    def _recorded_of(self, path: Path, settings: "SettingsByLibrary") -> "RecordedOf | None":
        if self.deals is None:
            return None
        _, shelf = settings.at(path)
        return self.deals.of(path, shelf, None if shelf is None else settings.library_of(shelf))

    def _beyond(self, validation: "Validation", file: Path, since: "SinceRevision | None") -> "Validation":
        """Hold a run against a baseline; with a revision that one's counts: nobody accepts their own findings."""
        from processengine.accepting import NOTHING, held_against, is_same

        if since is None:
            return held_against(validation, file, self.paths)
        data, remark = since.at_tip(file), ""
        if data is None:
            remark = f"{since.revision} has no {file.as_posix()} yet, so nothing in it counts as accepted."
        elif not is_same(file, data):
            remark = f"{file.as_posix()} is another one here; that of {since.revision} counts."
        held = held_against(validation, file, self.paths, NOTHING if data is None else data)
        return replace(held, remarks=(*held.remarks, remark)) if remark else held

    def _accepted(self, validation: "Validation", file: Path) -> "Validation":
        from processengine.accepting import held_against, write_baseline
        from processengine.report.safe import visible

        written = write_baseline(validation, file, self.paths)
        held = held_against(validation, file, self.paths)
        said = f"Wrote {visible(file.as_posix())}: {written.count} accepted, {written.anew} of them anew; {written.dropped} dropped."
        return replace(held, remarks=(*held.remarks, said))
