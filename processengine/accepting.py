"""A baseline's file: read from the disk or from a commit, held against a run, and written anew."""

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from processengine.baseline import Compared, Entry, Placed, Seen, Written, beyond, renewed
from processengine.errors import CannotRun
from processengine.report.diagnostics import Validation
from processengine.report.safe import visible
from processengine.store import find, read, shown, write

SCHEMA = "processengine/baseline/1"
NOTHING = f'{{"schema": "{SCHEMA}", "accepted": []}}'.encode()
"""A baseline that accepts nothing."""

_KEYS = ("rule", "file", "path", "fingerprint", "count")


def held_against(validation: Validation, file: Path, paths: Sequence[str], data: bytes | None = None) -> Validation:
    """Return a validation without what a baseline accepts; `data` is what to take for the file's content, where given.

    Raise CannotRun where it can't be read, or is none.
    """
    entries = _entries(read(file).data if data is None else data, shown(file))
    found, seen = _run(validation, file, paths, entries)
    new, gone = beyond(entries, found, seen)
    compared = Compared(shown(file), len(found) - len(new), gone)
    return replace(validation, diagnostics=new, baseline=compared)


def is_same(file: Path, data: bytes) -> bool:
    """Tell whether a file is there and holds just this."""
    return _is_there(file.parent, file.name) and read(file).data == data


def write_baseline(validation: Validation, file: Path, paths: Sequence[str]) -> Written:
    """Write a baseline that accepts what a validation found; return what that changes.

    What it accepted before stays where this run has not looked at it.
    """
    entries = _entries(read(file).data, shown(file)) if _is_there(file.parent, file.name) else []
    written = renewed(entries, *_run(validation, file, paths, entries))
    write(file, _text(written.entries).encode())
    return written


def _run(validation: Validation, file: Path, paths: Sequence[str], entries: Sequence[Entry]) -> tuple[list[Placed], Seen]:
    """Return a run's findings with their files as the baseline knows them, and what the run has looked at."""
    folder = file.resolve().parent
    names = {name: shown(Path(os.path.relpath(Path(name).resolve(), folder))) for name in validation.ran}
    ran = {names[name]: rules for name, rules in validation.ran.items()}
    missing = {one.file for one in entries if one.file not in ran and not _is_there(folder, one.file)}
    roots = _searched(paths)
    searched = {one for one in missing if any(Path(os.path.normpath(folder / one)).is_relative_to(root) for root in roots)}
    return [(names[one.file], one) for one in validation.diagnostics], Seen(ran, frozenset(missing), frozenset(searched))


def _is_there(folder: Path, file: str) -> bool:
    try:
        return (folder / file).is_file()
    except (OSError, ValueError):
        return False  # no system has a file of such a name


def _searched(paths: Sequence[str]) -> list[Path]:
    """Return the folders that were looked through for files."""
    if paths:
        return [Path(path).resolve() for path in paths if Path(path).is_dir()]
    return sorted({one.path.resolve().parent for one in find([])})


def _entries(data: bytes, name: str) -> list[Entry]:
    """Read a baseline; what it says twice, as after a merge, counts once, as often as it says at most."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        conflict = b"<<<<<<<" in data and b">>>>>>>" in data
        why = "a merge left conflicts in it" if conflict else "it is no JSON"
        raise CannotRun(f"{visible(name)} is no baseline: {why}. Write it anew: --write-baseline {visible(name)}") from None
    schema = content.get("schema") if isinstance(content, dict) else None
    if schema != SCHEMA:
        told = f"its schema is {visible(json.dumps(schema))}, not {SCHEMA}" if schema else f"it doesn't say `{SCHEMA}`"
        raise CannotRun(f"{visible(name)} is no baseline that can be read: {told}.")
    found: dict[tuple[str, str], Entry] = {}
    accepted = content.get("accepted")
    for place, item in enumerate(accepted if isinstance(accepted, list) else [None], 1):
        entry = _entry(item)
        if entry is None:
            raise CannotRun(f"{visible(name)} is no baseline that can be read: entry {place} lacks one of {', '.join(_KEYS)}, or has a wrong one.")
        known = found.get((entry.file, entry.fingerprint), entry)
        found[entry.file, entry.fingerprint] = max(known, entry, key=lambda one: one.count)
    return list(found.values())


def _entry(item: Any) -> Entry | None:
    if not isinstance(item, dict):
        return None
    texts = [text for key in ("file", "path", "rule", "fingerprint") if isinstance(text := item.get(key), str)]
    count = item.get("count", 1)
    if len(texts) < len(_KEYS) - 1 or type(count) is not int or count < 1:
        return None
    file, path, rule, fingerprint = texts
    return Entry(file, path, rule, fingerprint, count)


def _text(entries: Sequence[Entry]) -> str:
    """Write entries one a line, in the order of files and elements, so that git shows and merges them one by one."""
    lines = [json.dumps({key: getattr(one, key) for key in _KEYS}) for one in sorted(entries)]
    body = ",\n".join(f"    {line}" for line in lines)
    return f'{{\n  "schema": "{SCHEMA}",\n  "accepted": [{f"{chr(10)}{body}{chr(10)}  " if lines else ""}]\n}}\n'
