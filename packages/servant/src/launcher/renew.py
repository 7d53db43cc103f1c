"""Replacing the launcher itself without a gap: for names that LiteLLM reads at import and for a new package version.

A trial process proves that the import works; then this process executes itself anew. It keeps its pid, so the workers
stay its children and go on serving on the same socket. The fresh image adopts them and the control socket, imports, and
then takes what was asked meanwhile: connections to the control socket wait, they are not refused.
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from artifact import Environment, Identity, checked_environment
from generation import Generation, Worker
from process import Child, adopt_channel, memory_file, read_whole, spawn_quiet
from worker import Order

if TYPE_CHECKING:
    from launcher import Launcher

HANDOVER = "LAUNCHER_HANDOVER"
PIPE_BYTES = 1 << 20  # workers keep logging while nobody reads, during the import


class Renewal:
    """One `renew` request: the trial first; nothing has changed until it has succeeded."""

    def __init__(self, launcher: Launcher, request: dict, send: Callable[[dict], None]) -> None:
        self.launcher, self.send = launcher, send
        sent = request.get("environment")
        self.environment = launcher.environment if sent is None else checked_environment(sent)
        given = json.dumps(self.environment).encode()
        self.pid, self.output = spawn_quiet([sys.executable, sys.argv[0], "--trial"], launcher.base, given)
        launcher.renewals[self.pid] = self
        send({"event": "trial", "pid": self.pid})

    def exited(self, status: int) -> None:
        self.launcher.renewals.pop(self.pid, None)
        noise = read_whole(self.output).decode(errors="replace").splitlines()[-40:]
        busy = self.launcher.candidate or self.launcher.draining or self.launcher.stopping
        if status != 0 or busy:
            reason = "the trial import failed" if status else "another generation is starting or draining"
            self.send({"ok": False, "code": "failed" if status else "busy", "error": reason, "log": noise})
            return
        self.send({"ok": True, "event": "executing"})
        hand_over(self.launcher, self.environment)


def hand_over(launcher: Launcher, environment: Environment, first: dict | None = None) -> None:
    """Never returns. What the next image needs travels in an anonymous file; `first` is what it shall serve at once."""
    state: dict = {"listener": launcher.listener.fileno(), "control": None, "generation": None, "first": first,
                   "since": launcher.since, "base": launcher.base, "environment": environment}
    inherited = [state["listener"]]
    if launcher.control:
        state["control"] = launcher.control.socket.fileno()
        inherited.append(state["control"])
    if launcher.current:
        state["generation"] = _pack(launcher.current)
        for row in state["generation"]["workers"]:
            inherited += [row["channel"], row["output"]]
            fcntl.fcntl(row["output"], fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    memory = memory_file("handover", json.dumps(state).encode())
    for descriptor in [*inherited, memory]:
        os.set_inheritable(descriptor, True)
    launcher.log("executing a new image of the launcher")
    os.execve(sys.executable, [sys.executable, *sys.argv], launcher.base | {HANDOVER: str(memory)})


def take_over() -> dict | None:
    """What the image before us left, or None at a first start. Descriptors are made private again at once."""
    memory = os.environ.pop(HANDOVER, None)
    if memory is None:
        return None
    state = json.loads(read_whole(int(memory)))
    rows = (state["generation"] or {}).get("workers", [])
    descriptors = [state["listener"], state["control"], *(row[name] for row in rows for name in ("channel", "output"))]
    for descriptor in descriptors:
        if descriptor is not None:
            os.set_inheritable(descriptor, False)
    return state


def adopt(launcher: Launcher, saved: dict) -> Generation:
    """The generation that is still serving, as if it had been forked here."""
    order = saved["order"]
    order |= {"arguments": tuple(order["arguments"]), "identity": Identity(**order["identity"])}
    generation = Generation(saved["number"], Order(**order), launcher, lambda *_, **__: None)
    generation.phase, generation.since, generation.note = "serving", time.time(), saved["note"]
    for row in saved["workers"]:
        child = Child(row["pid"], row["output"], adopt_channel(row["channel"]))
        generation.adopt(Worker(row["index"], child, row["forked_at"], row["state"], row["ready_ms"],
                                deployments=row["deployments"], findings=row["findings"]))
    return generation


def _pack(generation: Generation) -> dict:
    rows = [{"pid": pid, "index": worker.index, "state": worker.state, "forked_at": worker.forked_at,
             "ready_ms": worker.ready_ms, "deployments": worker.deployments, "findings": worker.findings,
             "channel": worker.child.channel.fileno(), "output": worker.child.output}
            for pid, worker in generation.workers.items()]
    return {"number": generation.number, "note": generation.note, "order": asdict(generation.order), "workers": rows}
