"""The JSON Schemas of what the commands print, held against what they print."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from processengine.report import diff_json, validate_json
from processengine.report.output_schemas import OUTPUTS, output_schema
from tests.conftest import ROOT, Command
from tests.git.scratch import FIRST, LIBRARY, SECOND, THIRD, Scratch
from tests.git.team import FILE, PROCESS, Team
from tests.report.closed import faults, judge, parts
from tests.report.hostile import PAYLOADS, comparison
from tests.report.validations import BAD_CASES, hostile, of_case
from tests.rules.cases import Case

BOARD = "    max_days: 30\n    next: [won]"
ONWARD = "    next: [won]\n"
LONGER = FIRST.replace(ONWARD, "    next: [paper]\n  paper:\n    next: [won]\n")
TO_PAPER = LONGER.replace("next: [board-decides]", "next: [board-decides, paper]")
PAPER = "    next: [paper]\n  paper:\n    buyer: They write a paper\n    next: [won]\n"


def printed(command: Command, *arguments: str) -> Any:
    """Return what a command prints as JSON."""
    result = command(*arguments, "-f", "json")
    assert result.code in (0, 1), result.err
    return json.loads(result.out)


@pytest.mark.parametrize("output", OUTPUTS)
def test_each_is_a_schema_and_tells_its_output_s_name(output: str) -> None:
    """By the rules of draft 2020-12; the name is a constant."""
    schema = output_schema(output)
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"]["const"] == f"processengine/{output}/1"
    assert schema["$id"] == f"urn:processengine:{output}:1"


def test_every_output_that_the_code_names_has_one() -> None:
    """A new `processengine/something/1` needs a schema."""
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "processengine").rglob("*.py"))
    named = {name for text in sources for name in re.findall(r'"processengine/([a-z-]+)/1"', text)}
    assert named == set(OUTPUTS)


@pytest.mark.parametrize("output", OUTPUTS)
def test_every_key_is_described(output: str) -> None:
    """In the key's own schema, or in what it refers to."""
    schema = output_schema(output)
    for holder, key in parts(schema):
        if key == "properties" and isinstance(holder[key], dict):
            for name, one in holder[key].items():
                told = one.get("description") or schema["$defs"][one["$ref"].rpartition("/")[2]]["description"]
                assert told.endswith("."), name


@pytest.mark.parametrize("output", OUTPUTS)
def test_each_stands_alone_and_holds_nothing_unused(output: str) -> None:
    """Every definition is in it, and is referred to."""
    schema = output_schema(output)
    referred = {holder[key] for holder, key in parts(schema) if key == "$ref"}
    assert referred == {f"#/$defs/{name}" for name in schema.get("$defs", {})}


@pytest.mark.parametrize("output", OUTPUTS)
def test_schema_prints_it(command: Command, output: str) -> None:
    """For whoever reads the output with a program."""
    assert json.loads(command("schema", "--output-of", output).out) == output_schema(output)


@pytest.mark.parametrize("case", BAD_CASES, ids=str)
def test_what_validate_finds_in_each_bad_case_fits(case: Case) -> None:
    """Of every rule."""
    assert faults("validate", json.loads(validate_json.render(of_case(case)))) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_user_s_text_changes_no_form(payload: str) -> None:
    """Whatever it holds."""
    assert faults("validate", json.loads(validate_json.render(hostile(payload)))) == []
    assert faults("diff", json.loads(diff_json.render(comparison(payload)))) == []


def test_rules_fits(command: Command) -> None:
    """With every rule in it."""
    assert faults("rules", printed(command, "rules")) == []


def test_diff_fits(command: Command) -> None:
    """With a document on one side only, a guess, compounds and atoms."""
    for folder, text in (("a", PROCESS), ("b", PROCESS.replace("trouble-named", "problem-heard").replace(ONWARD, PAPER))):
        Path(folder).mkdir()
        Path(folder, "library.yaml").write_text(LIBRARY, encoding="utf-8")
        Path(folder, "p.yaml").write_text(text, encoding="utf-8")
    Path("b/more.yaml").write_text(FIRST.replace("new-business", "renewal"), encoding="utf-8")
    data = printed(command, "diff", "a", "b")
    assert faults("diff", data) == []
    changes = [change for process in data["processes"] for change in process["changes"]]
    assert {process["from"] for process in data["processes"]} == {"a", None}
    assert any(change["parts"] for change in changes)
    assert any(change["confidence"] for change in changes)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "clean"),
    [(FIRST, FIRST, SECOND, True), (FIRST, SECOND, THIRD, False), (LONGER, FIRST, TO_PAPER, False)],
)
def test_merge_fits(command: Command, base: str, ours: str, theirs: str, clean: bool) -> None:  # noqa: FBT001 - a case's column
    """Clean, in conflict, and in one that validation alone finds."""
    for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        Path(f"{name}.yaml").write_text(text, encoding="utf-8")
    data = printed(command, "merge", "base.yaml", "ours.yaml", "theirs.yaml")
    assert faults("merge", data) == []
    assert (data["clean"], bool(data["diagnostics"])) == (clean, base == LONGER)


def test_merge_check_fits(command: Command) -> None:
    """Of two branches that both changed a file."""
    scratch = Scratch(Path.cwd())
    scratch.write(library=LIBRARY, new_business=FIRST)
    scratch.commit("base")
    scratch.git("branch", "theirs")
    scratch.write(new_business=FIRST.replace("max_days: 30", "max_days: 60"))
    scratch.commit("ours")
    scratch.git("checkout", "-q", "theirs")
    scratch.write(new_business=FIRST.replace("max_days: 30", "max_days: 90"))
    scratch.commit("theirs")
    data = printed(command, "merge", "--check", "main..theirs")
    assert faults("merge", data) == []
    assert data["files"][0]["decisions"]


def test_review_fits(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a proposal with a file of its own, beside another one that it collides with."""
    rep = Team(tmp_path / "team").clone("Ana")
    monkeypatch.chdir(rep.root)
    for name, days in (("six-weeks", "45"), ("two-months", "60")):
        rep.git("switch", "-q", "main")
        rep.git("switch", "-q", "-c", f"proposals/{name}")
        rep.change(BOARD, BOARD.replace("30", days), FILE)
        rep.write_at(f"processes/proposals/{name}.yaml", f"proposal: {name}\ntitle: Longer\nprocess: new-business\nauthor: ana\nopened: 2026-11-02\nwhy: |\n  Boards meet late.\n")
        rep.commit("Longer")
        rep.git("push", "-q", "origin", "HEAD")
    rep.git("fetch", "-q")
    data = printed(command, "review", "six-weeks")
    assert faults("review", data) == []
    assert data["conflicts"]
    assert data["proposal"]["why"]


def test_a_baseline_fits(command: Command) -> None:
    """The file, and the output of a run that is held against it when a finding has gone."""
    Path("p.yaml").write_text(FIRST.replace("next: [won]", "next: [wno, wan]"), encoding="utf-8")
    command("validate", "p.yaml", "--write-baseline", "baseline.json")
    written = json.loads(Path("baseline.json").read_text(encoding="utf-8"))
    assert faults("baseline", written) == []
    assert written["accepted"]
    Path("p.yaml").write_text(FIRST, encoding="utf-8")
    data = printed(command, "validate", "p.yaml", "--baseline", "baseline.json")
    assert faults("validate", data) == []
    assert data["baseline"]["gone"]


def test_validate_since_fits(command: Command) -> None:
    """With what it is held against."""
    scratch = Scratch(Path.cwd())
    scratch.write(library=LIBRARY, new_business=FIRST)
    scratch.commit("base")
    data = printed(command, "validate", "--since", "main")
    assert faults("validate", data) == []
    assert data["since"]["revision"] == "main"


def test_git_doctor_fits(command: Command) -> None:
    """Where much is missing."""
    scratch = Scratch(Path.cwd())
    scratch.write(library=LIBRARY, new_business=PROCESS)
    scratch.commit("base")
    assert faults("git-doctor", printed(command, "git", "doctor")) == []


def sample() -> Any:
    """Return an output of `validate` that has everything in it: a path, another place and a fix."""
    return json.loads(validate_json.render(hostile("x")))


def test_a_missing_key_is_noticed() -> None:
    """Whichever it is, however deep."""
    seen = 0
    for count, (holder, key) in enumerate(parts(sample())):
        if isinstance(holder, dict):
            data = deepcopy(sample())
            holder, key = list(parts(data))[count]  # noqa: PLW2901 - the same place in a copy
            del holder[key]
            assert not judge("validate", is_open=True).is_valid(data), key
            seen += 1
    assert seen > 30


def test_a_value_of_another_type_is_noticed() -> None:
    """Whichever it is, however deep."""
    for count in range(len(list(parts(sample())))):
        data = deepcopy(sample())
        holder, key = list(parts(data))[count]
        holder[key] = True if holder[key] is not True else "true"
        assert not judge("validate", is_open=True).is_valid(data), key


def test_an_untold_key_is_taken_by_readers_and_noticed_here() -> None:
    """Keys are only ever added, and each has to be told in the schema."""
    data = sample()
    data["diagnostics"][0]["fix"]["more"] = 1
    assert judge("validate", is_open=True).is_valid(data)
    assert faults("validate", data) == ["$.diagnostics[0].fix: Additional properties are not allowed ('more' was unexpected)"]


def test_the_files_of_a_merge_come_with_what_was_merged() -> None:
    """`--check` gives them all, and a merge of three files none."""
    data: dict[str, Any] = {"schema": "processengine/merge/1", "clean": True, "text": None, "decisions": [], "diagnostics": []}
    assert judge("merge").is_valid(data)
    assert not judge("merge").is_valid({**data, "files": []})
    assert judge("merge").is_valid({**data, "files": [], "base": "main", "head": "theirs", "remark": ""})
