"""The control socket: a unix stream socket (mode 0600), one JSON object per line each way."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable

from reactor import Reactor

REQUEST_BYTES_MAX = 4 * 1024 * 1024


class Control:
    def __init__(self, path: str, reactor: Reactor, handle: Callable[[dict, Client], None], inherited: int | None) -> None:
        """Raises RuntimeError when another launcher answers on `path`. An inherited socket goes on where it was."""
        self.path, self.reactor, self.handle = path, reactor, handle
        self.socket = _listen(path) if inherited is None else socket.socket(fileno=inherited)
        self.socket.setblocking(False)
        reactor.watch(self.socket, self._accept)

    def close(self) -> None:
        self.reactor.forget(self.socket)
        self.socket.close()
        if os.path.exists(self.path):
            os.unlink(self.path)

    def _accept(self) -> None:
        try:
            peer, _ = self.socket.accept()
        except OSError:
            return
        Client(peer, self.reactor, self.handle)


class Client:
    """One connection; several requests may follow each other. A peer that leaves stops nothing it has started."""

    def __init__(self, peer: socket.socket, reactor: Reactor, handle: Callable[[dict, Client], None]) -> None:
        self.peer: socket.socket | None = peer
        self.reactor, self.handle = reactor, handle
        self.received = b""
        peer.settimeout(1)  # a peer that does not read its answer is dropped after this
        reactor.watch(peer, self._read)

    def send(self, message: dict) -> None:
        if self.peer is None:
            return
        try:
            self.peer.sendall(json.dumps(message).encode() + b"\n")
        except OSError:
            self._close()

    def _read(self) -> None:
        if self.peer is None:
            return
        try:
            chunk = self.peer.recv(65536)
        except OSError:
            chunk = b""
        self.received += chunk
        if not chunk or len(self.received) > REQUEST_BYTES_MAX:
            self._close()
            return
        *lines, self.received = self.received.split(b"\n")
        for line in filter(None, lines):
            try:
                request = json.loads(line)
                if not isinstance(request, dict):
                    raise ValueError("a request is one JSON object")
                self.handle(request, self)
            except (ValueError, KeyError, TypeError) as error:
                self.send({"ok": False, "code": "bad-request", "error": f"bad request: {error}"})

    def _close(self) -> None:
        if self.peer is not None:
            self.reactor.forget(self.peer)
            self.peer.close()
            self.peer = None


def _listen(path: str) -> socket.socket:
    if os.path.exists(path):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            if probe.connect_ex(path) == 0:
                raise RuntimeError(f"another launcher answers on {path}")
        os.unlink(path)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    mask = os.umask(0o177)
    try:
        listener.bind(path)
    finally:
        os.umask(mask)
    listener.listen(16)
    return listener
