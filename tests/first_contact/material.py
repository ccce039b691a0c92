"""What is looked at for the first time: our own files, and those of strangers as their tools keep them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from processengine.check import check
from processengine.model.process import Process
from processengine.report.diagnostics import Validation
from processengine.rules.index import INDEX
from processengine.rules.subject import Alone, Subject
from processengine.settings import Settings
from processengine.syntax.load import load
from processengine.syntax.parse import parse_bytes
from tests.conftest import ROOT
from tests.first_contact.bpmn import draft_of
from tests.first_contact.drafts import Draft, text_of
from tests.first_contact.salesforce import organisations
from tests.first_file import FIRST_FILE

TODAY: Final = date(2026, 11, 20)

_ABOUT_NAMES: Final = frozenset({"outcome-name-mismatch", "near-duplicate-title"})
ABOUT_WAYS: Final = frozenset(one.name for one in INDEX if one.family == "graph") - _ABOUT_NAMES
"""The graph rules that look at transitions, which an organisation's metadata don't hold: the reader made them up."""


@dataclass(frozen=True)
class Contact:
    """A folder that is validated as one, and what came of it.

    Of what strangers wrote for another tool, `looked_at` names the processes on which each rule was awake.
    """

    name: str
    validation: Validation
    looked_at: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def processes(self) -> list[str]:
        """The files that hold a process."""
        return [name for name in self.validation.names if not name.endswith("library.yaml")]


def contacts(shared: Path, scratch: Path) -> Iterator[Contact]:
    """Validate everything; what is no file of ours yet is written below `scratch`."""
    first = scratch / "first"
    first.mkdir(parents=True)
    (first / "new-business.yaml").write_text(FIRST_FILE, encoding="utf-8")
    yield Contact("The first file", _checked(first, Settings(TODAY)))
    yield Contact("`processes/`", _checked(ROOT / "processes", Settings(TODAY)))
    models = {path.stem: draft_of(path) for path in sorted((shared / "data" / "bpmn" / "b2b-sales").glob("*.bpmn"))}
    yield _of_strangers("BPMN sales models", models, scratch / "bpmn", frozenset())
    for number, one in enumerate(organisations(shared / "data" / "salesforce"), start=1):
        yield _of_strangers(f"Organisation {number}", one.drafts, scratch / f"organisation-{number}", ABOUT_WAYS)


def _of_strangers(name: str, drafts: dict[str, Draft], folder: Path, left_out: frozenset[str]) -> Contact:
    folder.mkdir()
    for file, draft in drafts.items():
        (folder / f"{file}.yaml").write_text(text_of(file, draft), encoding="utf-8")
    settings = Settings(TODAY, ignore=left_out)
    looked_at = defaultdict[str, list[str]](list)
    for path in sorted(folder.iterdir()):
        for rule in _awake(path, settings):
            looked_at[rule].append(str(path))
    return Contact(name, _checked(folder, settings), looked_at)


def _awake(path: Path, settings: Settings) -> list[str]:
    document, _ = parse_bytes(path.read_bytes())
    process = load(document).value
    assert isinstance(process, Process)
    subject = Subject(document, process, settings.today, path.name, Alone(), (), wide_awake=False, base=None)
    return [step.listing.name for step in settings.plan("process").awake(subject)]


def _checked(folder: Path, settings: Settings) -> Validation:
    return check([str(folder)], None, settings)
