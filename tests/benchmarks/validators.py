"""How fast `validate` is beside other validators, on files of the same size, in one run.

    python tests/benchmarks/validators.py [--write]

As in speed.py, each pair of programs runs in turn as whole processes on one core. yamllint and check-jsonschema (the
dependency group `bench`) read the very same files, check-jsonschema with the schema that `processengine schema` prints;
bpmnlint, installed by npm into a temporary folder, reads the first file's process written as BPMN. What is absent is left
out, and said so. `--write` puts the table into docs/speed.md.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

import yaml

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.speed import (
    FIRST_FILE,
    GENERATOR,
    PAGE,
    ROOT,
    TODAY,
    Row,
    compare,
    engine,
    generate,
    lines,
    run,
    where,
)

PEERS = {"yamllint": "yamllint", "check-jsonschema": "check_jsonschema"}
LIBRARIES = [sys.executable, "-c", "import click, yaml.cyaml; from pydantic import BaseModel, Field; type('M', (BaseModel,), {})"]
"""What every run of ours loads before it has read a word."""

ONE, MANY = "one small file", "1,000 files"


def main(arguments: list[str]) -> None:
    """Measure, print the table, and with --write put it into the docs."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        text = "\n".join([*lines([*small(Path(folder)), *large(Path(folder))]), "", *told(Path(folder))])
    print(text)
    if "--write" in arguments:
        before, _, after = PAGE.read_text(encoding="utf-8").partition("<!-- validators -->\n")
        rest = after.partition("<!-- end of validators -->")[2]
        PAGE.write_text(f"{before}<!-- validators -->\n{where()}\n\n{text}\n<!-- end of validators -->{rest}", encoding="utf-8")


def small(folder: Path) -> Iterator[Row]:
    """Compare on the first file, as short as a process may be."""
    first = folder / "first.yaml"
    first.write_text(FIRST_FILE, encoding="utf-8")
    ours = engine("validate", str(first), "--today", TODAY)
    for peer in _installed():
        aim = "at most 1" if peer == "check-jsonschema" else "none"
        yield compare(f"`validate` of {ONE}", ours, peer, _command(peer, folder, [str(first)]), "")._replace(aim=aim)
    bpmnlint = _bpmnlint(folder)
    if bpmnlint is not None:
        yield compare(f"`validate` of {ONE}", ours, "bpmnlint", bpmnlint, "1.3")
        yield compare("`import click, yaml, pydantic`", LIBRARIES, "bpmnlint", bpmnlint, "")._replace(aim="our floor")


def large(folder: Path) -> Iterator[Row]:
    """Compare on a thousand generated files."""
    if not GENERATOR.exists():
        return
    files = generate(folder / "thousand", 1000)
    ours = engine("validate", str(files), "--today", TODAY, "-o", os.devnull)
    for peer in _installed():
        theirs = _command(peer, folder, [str(path) for path in sorted(files.glob("process-*.yaml"))])
        yield compare(f"`validate` of {MANY}", ours, peer, theirs, "0.1", runs=3)


def told(folder: Path) -> Iterator[str]:
    """Say what took part in which version, and what was left out."""
    for peer, module in PEERS.items():
        yield f"{_version([sys.executable, '-m', module, '--version'])}." if peer in _installed() else f"Left out: {peer}, which is absent."
    bpmnlint = _bpmnlint(folder)
    yield "Left out: bpmnlint, for want of npm." if bpmnlint is None else f"bpmnlint {_version([bpmnlint[0], '--version'])}."
    if GENERATOR.exists():
        yield "Rows about 1,000 files are medians of 3 pairs."
    else:
        yield "Left out: the generated files, because ../shared/bench is absent."


def _installed() -> list[str]:
    return [peer for peer, module in PEERS.items() if importlib.util.find_spec(module)]


def _command(peer: str, folder: Path, files: list[str]) -> list[str]:
    if peer == "yamllint":
        return [sys.executable, "-m", "yamllint", "-d", "relaxed", *files]
    schema = folder / "process.schema.json"
    if not schema.exists():
        run(engine("schema", "process", "-o", str(schema)))
    return [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *files]


def _bpmnlint(folder: Path) -> list[str] | None:
    """Return the command that has bpmnlint look at the first file's process; None without npm."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    home = folder / "bpmnlint"
    if not home.exists():
        home.mkdir()
        subprocess.run([npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", home, "bpmnlint"], check=True, capture_output=True)
        (home / ".bpmnlintrc").write_text('{"extends": "bpmnlint:recommended", "rules": {"no-bpmndi": "off", "no-implicit-split": "off"}}', encoding="utf-8")
        (home / "first.bpmn").write_text(_as_bpmn(FIRST_FILE), encoding="utf-8")
    return [str(home / "node_modules" / ".bin" / "bpmnlint"), "-c", str(home / ".bpmnlintrc"), str(home / "first.bpmn")]


def _as_bpmn(text: str) -> str:
    """Write a process as BPMN: stages as tasks, outcomes as end events, ways as flows."""
    process = yaml.safe_load(text)
    stages = process["stages"]
    first = next(iter(stages))
    ways = [("start", first), *((name, to) for name, stage in stages.items() for to in stage.get("next", []))]
    ways += [(name, to) for name, stage in stages.items() if "outcome" not in stage for to in process.get("from_anywhere", [])]
    kinds = {"start": "startEvent", **{name: "endEvent" if "outcome" in stage else "task" for name, stage in stages.items()}}
    elements = [f"<{kind} id={quoteattr(name)} name={quoteattr(name)}>{_ends(name, ways)}</{kind}>" for name, kind in kinds.items()]
    elements += [f'<sequenceFlow id="way-{number}" sourceRef={quoteattr(a)} targetRef={quoteattr(b)}/>' for number, (a, b) in enumerate(ways)]
    space = "http://www.omg.org/spec/BPMN/20100524/MODEL"
    return f'<definitions xmlns="{space}" id="d" targetNamespace="http://example.com"><process id="p">{"".join(elements)}</process></definitions>'


def _ends(name: str, ways: list[tuple[str, str]]) -> str:
    """Return what BPMN says at an element of the ways that lead there and away."""
    there = "".join(f"<incoming>way-{number}</incoming>" for number, way in enumerate(ways) if way[1] == name)
    return there + "".join(f"<outgoing>way-{number}</outgoing>" for number, way in enumerate(ways) if way[0] == name)


def _version(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    return (done.stdout.strip() or done.stderr.strip()).splitlines()[0]


if __name__ == "__main__":
    main(sys.argv[1:])
