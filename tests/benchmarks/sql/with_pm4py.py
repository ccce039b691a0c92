"""Loads a log with pm4py, counts its moves and replays it by tokens, and says how long each took: `with_pm4py.py LOG.parquet MOVES.json`.

It runs in an environment of its own that has pm4py, which is no part of the project's. The model is made of the moves that
the process allows, by pm4py's own conversion.
"""

import json
import sys
import time
from pathlib import Path

import pandas as pd
import pm4py

seconds = {}
start = time.perf_counter()
frame = pd.read_parquet(sys.argv[1], columns=["deal_id", "stage", "entered_at"])
log = pm4py.format_dataframe(frame, case_id="deal_id", activity_key="stage", timestamp_key="entered_at")
seconds["load"] = time.perf_counter() - start

start = time.perf_counter()
moves, _, _ = pm4py.discover_dfg(log)
seconds["moves"] = time.perf_counter() - start

start = time.perf_counter()
given = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
net, initial, final = pm4py.convert_to_petri_net(dict.fromkeys(map(tuple, given["moves"]), 1), {given["first"]: 1}, dict.fromkeys(given["last"], 1))
fits = pm4py.conformance_diagnostics_token_based_replay(log, net, initial, final)
seconds["replay"] = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "version": pm4py.__version__, "moves": [[a, b, count] for (a, b), count in moves.items()],
                  "fit": sum(one["trace_is_fit"] for one in fits)}))
