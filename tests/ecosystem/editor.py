"""An editor in small: it speaks the Language Server Protocol with a real yaml-language-server over its standard streams."""

import json
import os
import subprocess
import threading
from pathlib import Path
from queue import Queue
from types import TracebackType
from typing import Any, NamedTuple, Self

PATIENCE = 60
"""How many seconds to wait for an answer before the server counts as broken."""


class Mark(NamedTuple):
    """What the server says of a place; the line is 1-based."""

    line: int
    text: str
    message: str


class Editor:
    """Opens files in the server and asks what it has to say of them; to be used in a `with`."""

    def __init__(self, server: list[str], folder: Path, settings: dict[str, Any] | None = None) -> None:
        self._folder = folder
        self._settings = settings or {}
        self._number = 0
        self._answers: dict[int, Any] = {}
        self._said: dict[str, list[dict[str, Any]]] = {}
        self._texts: dict[str, str] = {}
        self._news: Queue[dict[str, Any] | None] = Queue()
        self._process = subprocess.Popen(
            [*server, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def __enter__(self) -> Self:
        """Say hello, as an editor with a folder open."""
        root = self._folder.as_uri()
        can = {
            "textDocument": {
                "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}},
                "hover": {"contentFormat": ["markdown", "plaintext"]},
                "publishDiagnostics": {},
            },
            "workspace": {"configuration": True, "workspaceFolders": True},
        }
        folders = [{"uri": root, "name": "library"}]
        self._ask("initialize", {"processId": os.getpid(), "rootUri": root, "capabilities": can, "workspaceFolders": folders})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": self._configuration()})
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Let the server go."""
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()

    def marks(self, path: Path) -> list[Mark]:
        """Open a file and return what the server marks in it, in the order of the lines."""
        uri, text = path.as_uri(), path.read_bytes().decode()
        self._texts[uri] = text
        self._said.pop(uri, None)
        self._tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
        while uri not in self._said:
            self._attend()
        lines = text.split("\n")
        found = []
        for one in self._said[uri]:
            start, end = one["range"]["start"], one["range"]["end"]
            last = end["character"] if end["line"] == start["line"] else None
            found.append(Mark(start["line"] + 1, lines[start["line"]][start["character"] : last].strip(), one["message"]))
        return sorted(found)

    def offers(self, path: Path, at: str) -> dict[str, str]:
        """Return the completions at the end of the first line that is `at`, with what is said of each."""
        answer = self._ask("textDocument/completion", self._place(path, at))
        return {one["label"]: _plain(one.get("documentation")) for one in (answer or {}).get("items", [])}

    def inserts(self, path: Path, at: str) -> dict[str, str]:
        """Return the completions at the end of a line, with the text that each inserts."""
        answer = self._ask("textDocument/completion", self._place(path, at))
        return {one["label"]: one.get("textEdit", {}).get("newText", one.get("insertText", "")) for one in (answer or {}).get("items", [])}

    def hover(self, path: Path, at: str) -> str:
        """Return what is shown when the pointer rests on the last character of `at`."""
        answer = self._ask("textDocument/hover", self._place(path, at, back=1))
        return _plain((answer or {}).get("contents"))

    def _place(self, path: Path, at: str, back: int = 0) -> dict[str, Any]:
        uri = path.as_uri()
        lines = self._texts[uri].split("\n")
        line = next(number for number, text in enumerate(lines) if text.startswith(at) and (back or text == at))
        return {"textDocument": {"uri": uri}, "position": {"line": line, "character": len(at) - back}}

    def _configuration(self) -> dict[str, Any]:
        return {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}, **self._settings}}

    def _ask(self, method: str, parameters: dict[str, Any]) -> Any:
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": parameters})
        while number not in self._answers:
            self._attend()
        return self._answers.pop(number)

    def _tell(self, method: str, parameters: dict[str, Any]) -> None:
        self._send({"method": method, "params": parameters})

    def _attend(self) -> None:
        """Take the next message: an answer, something said of a file, or a question of the server's."""
        message = self._news.get(timeout=PATIENCE)
        if message is None:
            raise ConnectionError("The language server has gone.")
        method = message.get("method")
        if method is None:
            self._answers[message["id"]] = message.get("result")
        elif method == "textDocument/publishDiagnostics":
            self._said[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif method == "workspace/configuration":
            whole = self._configuration()
            self._send({"id": message["id"], "result": [whole.get(item.get("section", ""), {}) for item in message["params"]["items"]]})
        elif "id" in message:
            self._send({"id": message["id"], "result": None})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while head := stream.readline():
            name, _, value = head.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
            if head == b"\r\n":
                self._news.put(json.loads(stream.read(length)))
        self._news.put(None)


def _plain(said: Any) -> str:
    if isinstance(said, list):
        return "\n".join(_plain(one) for one in said)
    return said["value"] if isinstance(said, dict) else said or ""
