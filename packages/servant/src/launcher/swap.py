"""One `serve` request: a new generation comes up beside the current one and takes over when all of it is ready."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from artifact import checked_environment, count_models, environment_beside
from generation import Generation
from worker import Order

if TYPE_CHECKING:
    from launcher import Launcher

READY_S = 30.0
READY_S_PER_MODEL = 0.006

Send = Callable[[dict], None]


class Swap:
    def __init__(self, launcher: Launcher, request: dict, send: Send) -> None:
        """Takes the copy and forks. Raises OSError (unreadable) or ValueError (bad request) before anything has changed."""
        self.launcher, self.send, self.begun = launcher, send, time.monotonic()
        options = launcher.options
        self.drain_s = float(request.get("drain_s", options.drain_s))
        self.idle_s = float(request.get("idle_s", options.idle_s))
        ready_s = float(request.get("ready_s") or options.ready_s or READY_S + READY_S_PER_MODEL * count_models(request["path"]))
        number, order = self._order(request)
        self.fresh = Generation(number, order, launcher, self._tell)
        self.fresh.note = request.get("note")
        self.old: Generation | None = None
        self.fresh.on_ready, self.fresh.on_failed, self.fresh.on_serving = self._ready, self._failed, self._serving
        launcher.candidate = self.fresh
        self.cancel = launcher.reactor.after(ready_s, self._late)
        self.fresh.start()

    def _order(self, request: dict) -> tuple[int, Order]:
        launcher = self.launcher
        environment = requested_environment(request)
        number, copy, identity = launcher.snapshots.take(request["path"], environment)
        if request.get("hash") not in (None, identity.hash):
            launcher.forget_unused_copies()
            raise ValueError("the files are not those that were asked for: they changed meanwhile")
        host, port = launcher.listener.getsockname()[:2]
        workers = int(request.get("workers") or launcher.options.workers)
        arguments = tuple(request.get("arguments") or launcher.options.arguments)
        metrics = os.path.join(os.path.dirname(copy), "metrics")
        return number, Order(copy, host, port, workers, launcher.delta(environment), identity, arguments, metrics)

    def _ready(self) -> None:
        """The point of no return: all workers are up and have answered themselves; from here the new one is current."""
        self.cancel()
        self.launcher.watchdog.release()
        self.old, self.launcher.current, self.launcher.candidate = self.launcher.current, self.fresh, None
        if not self.launcher.watchdog.awaits(self.fresh):
            self.launcher.snapshots.mark_good(self.fresh.number)
        self.fresh.go()

    def _serving(self) -> None:
        """The new generation accepts. It is in effect once the old one has let go of the socket: until then a new
        connection may still reach either."""
        if self.old is None:
            self._in_effect()
            self._done()
            return
        if self.launcher.watchdog.keeps(self.fresh, self.old):
            self.old.on_closed = self._parked
            self.old.park(self.idle_s)
            return
        self.launcher.draining.append(self.old)
        self.old.tell, self.old.on_gone, self.old.on_closed = self._tell, self._gone, self._in_effect
        self.old.drain(self.drain_s, self.idle_s)

    def _parked(self) -> None:
        self._in_effect()
        self._done()

    def _in_effect(self) -> None:
        self._tell("serving", generation=self.fresh.number)

    def _gone(self) -> None:
        old = self.old
        assert old is not None
        self.launcher.draining.remove(old)
        self._done(killed=old.killed)

    def _failed(self, reason: str, tail: list[str], code: str = "failed") -> None:
        """The old generation has noticed nothing."""
        self.cancel()
        self.launcher.candidate = None
        self.fresh.phase, self.fresh.tell = "failed", lambda *_, **__: None
        if self.fresh.workers:
            self.launcher.draining.append(self.fresh)
            self.fresh.on_gone = lambda: self.launcher.draining.remove(self.fresh)
            self.fresh.kill()
        self.launcher.forget_unused_copies()
        self.launcher.log(f"g{self.fresh.number} failed: {reason}")
        self.send({"ok": False, "code": code, "error": reason, "generation": self.fresh.number, "log": tail,
                   "ms": self._elapsed()})

    def _late(self) -> None:
        tail = [line for worker in self.fresh.workers.values() for line in worker.tail]
        self._failed("not ready in time", tail, "late")

    def _done(self, **more: object) -> None:
        self.launcher.forget_unused_copies()
        self.send({"ok": True, "generation": self.fresh.number, "ms": self._elapsed(), **more})

    def _tell(self, event: str, **more: object) -> None:
        self.send({"event": event, "at_ms": self._elapsed(), **more})

    def _elapsed(self) -> int:
        return round((time.monotonic() - self.begun) * 1000)


def requested_environment(request: dict) -> dict[str, str]:
    """The complete environment of a request: as sent, else what lies beside the file."""
    sent = request.get("environment")
    return environment_beside(request["path"]) if sent is None else checked_environment(sent)
