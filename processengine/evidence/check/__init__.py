"""What a source holds, what is odd in it, and what can be computed from it: asked before anything is computed.

`holding(handle)` asks the source once; `lacks` says of an event what must be recorded first; `odd` says what is to be
minded, and what makes a source unfit. All of it in counts: no deal is ever named.
"""
