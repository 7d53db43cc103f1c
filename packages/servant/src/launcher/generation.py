"""One configuration and the workers that serve it, seen from the launcher.

booting -> ready (every worker is up, none accepts) -> serving -> draining -> gone; one whose successor serves on approval
is parked instead of draining, and may serve again. A generation that fails before
`serving` has never answered a request.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from process import Child, fork_child, kill_child, kill_group, memory_kib
from worker import Order, run_worker

if TYPE_CHECKING:
    from launcher import Launcher

BACKOFF_S = (0.2, 0.5, 1, 2, 5, 10, 30)
CLOSE_S_MAX = 5
STEADY_S = 60  # a worker that served this long starts the backoff anew


@dataclass
class Worker:
    index: int
    child: Child
    forked_at: float
    state: str = "booting"
    ready_ms: int | None = None
    closed: bool = False  # it has let go of the listening socket
    deployments: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)  # what it lacks although it serves
    tail: deque[str] = field(default_factory=lambda: deque(maxlen=60))
    partial: bytes = b""


class Generation:
    def __init__(self, number: int, order: Order, launcher: Launcher, tell: Callable[..., None]) -> None:
        self.number, self.order, self.launcher, self.tell = number, order, launcher, tell
        self.note: str | None = None
        self.phase = "booting"
        self.workers: dict[int, Worker] = {}
        self.failures: dict[int, int] = {}
        self.killed = 0
        self.last_tail: list[str] = []
        self.since = time.time()
        self.on_ready = self.on_failed = self.on_serving = self.on_closed = self.on_gone = lambda *_: None

    def start(self) -> None:
        for index in range(self.order.workers):
            self._fork(index)
        self.tell("forked", generation=self.number, pids=list(self.workers))

    def adopt(self, worker: Worker) -> None:
        self.workers[worker.child.pid] = worker
        self.launcher.reactor.watch(worker.child.output, lambda: self._read_output(worker))
        self.launcher.reactor.watch(worker.child.channel, lambda: self._read_channel(worker))

    def go(self) -> None:
        """From here on this generation answers; until every worker says `serving` the old one answers too."""
        self.phase = "serving"
        for worker in self.workers.values():
            self._send(worker, do="go")

    def park(self, idle_s: float) -> None:
        """Stops accepting but stays up, so that `go` makes it answer again at once, without database or start-up."""
        self.phase = "parked"
        for worker in self.workers.values():
            self._send(worker, do="park", idle_s=idle_s)
        self.launcher.reactor.after(CLOSE_S_MAX, self._closed_or_late)

    def resume(self, tell: Callable[..., None], on_serving: Callable[[], None]) -> None:
        """A parked generation answers again; `on_serving` when all of its workers do."""
        self.tell, self.on_serving = tell, on_serving
        for worker in self.workers.values():
            worker.state, worker.closed = "ready", False
        self.go()

    def drain(self, drain_s: float, idle_s: float) -> None:
        """No new connections; requests in flight may take `drain_s`, then the rest is killed."""
        self.phase = "draining"
        self.tell("draining", generation=self.number, pids=list(self.workers))
        for worker in self.workers.values():
            self._send(worker, do="drain", idle_s=idle_s, limit_s=drain_s)
            if worker.state == "booting":
                kill_child(worker.child.pid)
        self.launcher.reactor.after(drain_s, self.kill)
        # A worker whose loop hangs cannot say that it has closed; nobody waits for it longer than this.
        self.launcher.reactor.after(CLOSE_S_MAX, self._closed_or_late)
        if not self.workers:
            self._maybe_closed()
            self._gone()

    def kill(self) -> None:
        if self.workers and self.phase == "serving":
            self.phase = "draining"
        for pid in list(self.workers):
            self.killed += 1
            kill_child(pid)

    def exited(self, pid: int, status: int) -> None:
        """Called once for each worker that was reaped."""
        worker = self.workers.pop(pid)
        self._read_output(worker)
        self.launcher.reactor.forget(worker.child.output)
        os.close(worker.child.output)
        self._close_channel(worker)
        if kill_group(pid, signal.SIGTERM):  # e.g. its query engine
            self.launcher.reactor.after(2, lambda: kill_group(pid, signal.SIGKILL))
        code = os.waitstatus_to_exitcode(status)
        self.last_tail = list(worker.tail)
        self.launcher.log(f"g{self.number}.w{worker.index} {pid} ended with {code} while {worker.state}")
        if self.phase == "booting":
            self.phase = "failed"
            self.on_failed(f"worker {worker.index} ended with {code} before it was ready", self.last_tail)
        elif self.phase == "serving":
            self._replace(worker)
            self._maybe_serving()
        else:
            self._maybe_closed()
            if not self.workers:
                self._gone()

    def describe(self) -> dict:
        """For `status`: what it serves and how each worker is, with the deployments that this worker itself loaded."""
        rows = []
        for pid, worker in self.workers.items():
            rss, pss = memory_kib(pid)
            rows.append({"pid": pid, "index": worker.index, "state": worker.state, "ready_ms": worker.ready_ms,
                         "since": round(worker.forked_at, 3), "rss_kib": rss, "pss_kib": pss,
                         "hash": self.order.identity.hash, "deployments": worker.deployments,
                         "findings": worker.findings})
        return {"generation": self.number, "phase": self.phase, "since": round(self.since, 3), "note": self.note,
                "config": self.order.config, **asdict(self.order.identity), "workers": rows}

    def _fork(self, index: int) -> None:
        launcher = self.launcher
        child = fork_child(lambda channel: run_worker(self.order, launcher.warm, launcher.listener, channel),
                           {launcher.listener.fileno()}, socket.SOCK_SEQPACKET)
        self.adopt(Worker(index, child, time.time()))

    def _replace(self, worker: Worker) -> None:
        index = worker.index
        if worker.state == "serving" and time.time() - worker.forked_at > STEADY_S:
            self.failures[index] = 0
        wait = BACKOFF_S[min(self.failures.get(index, 0), len(BACKOFF_S) - 1)]
        self.failures[index] = self.failures.get(index, 0) + 1
        self.launcher.log(f"g{self.number}.w{index} is forked again in {wait} s, from {self.order.config}")
        self.launcher.reactor.after(wait, lambda: self._fork(index) if self.phase == "serving" else None)

    def _read_channel(self, worker: Worker) -> None:
        try:
            packet = worker.child.channel.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            packet = b""
        if not packet:
            self._close_channel(worker)
            return
        message = json.loads(packet)
        if "deployments" in message:
            worker.deployments += message["deployments"]
            return
        if "findings" in message:
            worker.findings = message["findings"]
            return
        if "closed" in message:
            worker.closed = True
            self._maybe_closed()
            return
        worker.state = message["state"]
        if worker.state == "ready":
            worker.ready_ms = message["ms"]
            self.tell("ready", generation=self.number, pid=worker.child.pid, ms=message["ms"], probe=message["probe"])
            if message["probe"] != 200 and self.phase == "booting":
                self.phase = "failed"
                self.on_failed(f"worker {worker.index} answered its own probe with {message['probe']}", list(worker.tail))
            elif self.phase == "serving":
                self._send(worker, do="go")
            elif self.phase == "booting" and all(w.state == "ready" for w in self.workers.values()):
                self.phase = "ready"
                self.on_ready()
        elif worker.state == "serving":
            self._maybe_serving()

    def _maybe_serving(self) -> None:
        if self.phase == "serving" and all(w.state == "serving" for w in self.workers.values()) and self.workers:
            call, self.on_serving = self.on_serving, lambda *_: None
            call()

    def _maybe_closed(self) -> None:
        if self.phase in ("draining", "parked", "gone") and all(w.closed for w in self.workers.values()):
            self._closed_or_late()

    def _closed_or_late(self) -> None:
        call, self.on_closed = self.on_closed, lambda *_: None
        call()

    def _read_output(self, worker: Worker) -> None:
        while True:
            try:
                chunk = os.read(worker.child.output, 65536)
            except BlockingIOError:
                break
            if not chunk:
                self.launcher.reactor.forget(worker.child.output)
                break
            *lines, worker.partial = (worker.partial + chunk).split(b"\n")
            for line in lines:
                worker.tail.append(line.decode(errors="replace"))
            self.launcher.sink.write(f"g{self.number}.w{worker.index} {worker.child.pid}", lines)

    def _send(self, worker: Worker, **message: object) -> None:
        try:
            worker.child.channel.send(json.dumps(message).encode())
        except OSError:
            pass  # it is ending; exited() follows

    def _close_channel(self, worker: Worker) -> None:
        self.launcher.reactor.forget(worker.child.channel)
        worker.child.channel.close()

    def _gone(self) -> None:
        self.phase = "gone"
        self.tell("drained", generation=self.number, killed=self.killed)
        self.on_gone()
