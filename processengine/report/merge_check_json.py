"""A merge that was tried beforehand as JSON, for programs."""

import json
from typing import Any

from processengine.report.merge_check import Checked, CheckedFile
from processengine.report.merge_json import SCHEMA, decided
from processengine.report.validate_json import as_data


def render(checked: Checked) -> str:
    """Return what a merge of two files has, over all files, and each file in `files`; keys are only ever added."""
    data = {
        "schema": SCHEMA,
        "clean": checked.clean,
        "text": None,
        "decisions": [{"file": file.file, **decided(one)} for file in checked.files for one in file.decisions],
        "diagnostics": [as_data(one) for file in checked.files for one in file.diagnostics],
        "base": checked.base,
        "head": checked.head,
        "remark": checked.remark,
        "files": [_file(file) for file in checked.files],
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _file(file: CheckedFile) -> dict[str, Any]:
    return {
        "file": file.file,
        "clean": file.is_clean,
        "status": file.status,
        "by_lines": file.by_lines,
        "remark": file.remark,
        "decisions": [decided(one) for one in file.decisions],
        "diagnostics": [as_data(one) for one in file.diagnostics],
    }
