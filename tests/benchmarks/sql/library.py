"""Asks a question of a log by a call of the library, and says how long that took, what it had to import left out: `library.py QUESTION LOG PROCESS`."""

import json
import sys
import time
from pathlib import Path

import duckdb

from processengine.deals.asked import Asked, opened_for
from processengine.deals.replay import replayed
from processengine.deals.summary import summarised
from processengine.model.process import Process
from processengine.syntax.load import load
from processengine.syntax.parse import parse
from processengine.warehouse import opening

assert duckdb
assert opening
question, log, path = sys.argv[1:]
process, _ = load(parse(Path(path).read_text(encoding="utf-8"))[0])
assert isinstance(process, Process)
start = time.perf_counter()
with opened_for(Asked(log), None) as deals:
    if question == "summary":
        summarised(deals)
    else:
        replayed(deals, process)
print(json.dumps({"seconds": time.perf_counter() - start}))
