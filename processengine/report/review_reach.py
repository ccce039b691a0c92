"""What a breaking proposal touches, in numbers: the stages that go, those that every deal must now pass, and the like."""

from collections import Counter
from collections.abc import Iterable, Iterator

from processengine.change import Change, Impact
from processengine.report.wording import counted

GENERAL = "deals that are open now, or what is measured, change their meaning"
"""What is said where no number tells it."""

_DEALS = {
    "process gone": ("process goes", "processes go"),
    "stage gone": ("stage goes", "stages go"),
    "stage to pass": ("new stage is on every deal's way", "new stages are on every deal's way"),
    "outcome gone": ("outcome goes", "outcomes go"),
    "outcome changed": ("outcome means something else", "outcomes mean something else"),
    "way gone": ("way goes", "ways go"),
    "criterion": ("exit criterion is another at once", "exit criteria are others at once"),
}
_NUMBERS = {
    "measure gone": ("measure goes", "measures go"),
    "measure changed": ("measure counts otherwise", "measures count otherwise"),
}

_KINDS = {
    "process-removed": "process gone", "stage-removed": "stage gone", "stage-added": "stage to pass",
    "transition-removed": "way gone", "from-anywhere-removed": "way gone",
    "criterion-added": "criterion", "criterion-changed": "criterion", "criterion-removed": "criterion",
    "measure-removed": "measure gone", "measure-changed": "measure changed",
}
_FIELDS = {"outcome": "outcome changed", "from_anywhere": "way gone"}


def reach(atoms: Iterable[Change]) -> str:
    """Return what the breaking ones of some changes touch: "touches deals that are open now (5 stages go)"."""
    breaking = [atom for atom in atoms if atom.impact is Impact.BREAKING]
    gone = {atom.path.rpartition(".")[2] for atom in breaking if atom.kind == "stage-removed"}
    numbers = Counter(what for _, what in {(_element(atom), _what(atom)) for atom in breaking if not _goes_with(atom, gone)})
    deals, measured = (", ".join(_told(numbers, words)) for words in (_DEALS, _NUMBERS))
    parts = [f"touches deals that are open now ({deals})"] * bool(deals) + [f"changes what is measured ({measured})"] * bool(measured)
    return " and ".join(parts) or GENERAL


def _told(numbers: Counter[str], words: dict[str, tuple[str, str]]) -> Iterator[str]:
    return (counted(numbers[what], one, many) for what, (one, many) in words.items() if numbers[what])


def _goes_with(atom: Change, gone: set[str]) -> bool:
    """Tell whether a change is of a way that goes because the stage at one of its ends does."""
    return atom.kind in ("transition-removed", "from-anywhere-removed") and not gone.isdisjoint(atom.path.split(".")[1:])


def _element(atom: Change) -> str:
    """Return the path of the element that a change is about: several of its fields count once."""
    keys = atom.path.split(".")
    return ".".join(keys[:4] if atom.kind.startswith(("criterion", "transition")) else keys[:2])


def _what(atom: Change) -> str:
    """Return which number a change counts in; empty for none."""
    if atom.kind == "stage-removed" and (atom.before or {}).get("outcome"):
        return "outcome gone"
    if atom.kind == "stage-changed":
        return _FIELDS.get(atom.path.rpartition(".")[2], "")
    return _KINDS.get(atom.kind, "")
