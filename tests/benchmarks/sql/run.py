"""Runs a file of hand-written SQL on a log, and prints the rows of its answers: `run.py FILE.sql LOG.parquet`.

A statement under `-- answer: NAME` gives one; `log` is the file as it stands.
"""

import json
import re
import sys
import time
from pathlib import Path

import duckdb

start = time.perf_counter()
connection = duckdb.connect(":memory:", config={"temp_directory": sys.argv[3]})
connection.execute("SET TimeZone = 'UTC'")
connection.from_parquet(sys.argv[2]).create_view("log")
answers = {}
for statement in Path(sys.argv[1]).read_text(encoding="utf-8").split(";\n"):
    if statement.strip():
        rows = connection.execute(statement).fetchall()
        named = re.search(r"-- answer: (\w+)", statement)
        if named:
            answers[named[1]] = rows
print(json.dumps({"seconds": time.perf_counter() - start, "answers": answers}, default=float))
