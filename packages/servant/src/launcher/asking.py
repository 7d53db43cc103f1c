"""What the launcher does when it is asked. The protocol is described in README.md."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from check import Check
from process import memory_kib
from renew import Renewal
from swap import Swap, requested_environment

if TYPE_CHECKING:
    from control import Client
    from launcher import Launcher

CHECKS_MAX = 4
DRAINING_MAX = 3

Send = Callable[[dict], None]


class Requests:
    def __init__(self, launcher: Launcher) -> None:
        self.launcher = launcher
        self.waiting: list[tuple[bool, Send]] = []

    def handle(self, request: dict, client: Client) -> None:
        match request.get("do"):
            case "check":
                self.check(request, client.send)
            case "serve":
                self.serve(request, client.send)
            case "renew":
                self.renew(request, client.send)
            case "status":
                client.send(self.status())
            case "names":
                base = self.launcher.base
                client.send({"ok": True, "names": sorted(self.launcher.warm.fixed_env), "own": sorted(base),
                             "stage": base.get("LITELLM_ENVIRONMENT")})
            case "idle":
                self.waiting.append((bool(request.get("drained")), client.send))
            case "stop":
                self.launcher.stop(float(request.get("drain_s", self.launcher.options.drain_s)))
                client.send({"event": "stopping",
                             "pids": [pid for generation in self.launcher.generations() for pid in generation.workers]})
            case other:
                client.send(_refusal("unknown", f"unknown request {other!r}"))

    def serve(self, request: dict, send: Send) -> None:
        """Brings up a new generation beside the current one and swaps them; refuses what it could not keep."""
        launcher = self.launcher
        if launcher.stopping:
            send(_refusal("stopping", "the launcher is stopping"))
        elif launcher.candidate or launcher.renewals or len(launcher.draining) >= DRAINING_MAX:
            send(_refusal("busy", "another generation is starting, or too many are still draining"))
        else:
            self._serve(request, send)

    def _serve(self, request: dict, send: Send) -> None:
        launcher = self.launcher
        try:
            fixed = launcher.warm.fixed_names_changed(launcher.delta(requested_environment(request)))
            if fixed:
                send(_refusal("fixed", "LiteLLM read these at import, only a renewal can change them: " + ", ".join(fixed))
                     | {"fixed": fixed})
                return
            Swap(launcher, request, send)
        except (OSError, ValueError) as error:
            send(_refusal("unreadable", f"cannot use the artifact: {error}"))

    def check(self, request: dict, send: Send) -> None:
        """Forks LiteLLM's loader on the file; the answer is its verdict, or that it had to be killed."""
        launcher = self.launcher
        if len(launcher.checks) >= CHECKS_MAX:
            send(_refusal("busy", "too many checks at once"))
            return
        try:
            environment = launcher.delta(requested_environment(request))
        except (OSError, ValueError) as error:
            send(_refusal("unreadable", f"cannot use the candidate: {error}"))
            return
        running = Check(request, environment, launcher.reactor, lambda verdict: send(verdict | {"image": launcher.image}))
        running.fixed = launcher.warm.fixed_names_changed(environment)
        launcher.checks[running.child.pid] = running

    def renew(self, request: dict, send: Send) -> None:
        if self.launcher.renewals or self.launcher.stopping:
            send(_refusal("busy", "a renewal is under way, or the launcher is stopping"))
        else:
            Renewal(self.launcher, request, send)

    def tell_waiting(self) -> None:
        """Answers those who asked to hear when a `serve`, or with `drained` a `renew`, would be taken."""
        launcher = self.launcher
        busy = bool(launcher.candidate or launcher.renewals) or len(launcher.draining) >= DRAINING_MAX
        ready = [entry for entry in self.waiting if not busy and not (entry[0] and launcher.draining)]
        self.waiting = [entry for entry in self.waiting if entry not in ready]
        for _, send in ready:
            send({"ok": True})

    def status(self) -> dict:
        launcher = self.launcher
        rss, pss = memory_kib(os.getpid())
        restarts = launcher.base.get("REGENT_RESTARTS", "")
        return {"ok": True, "pid": os.getpid(), "listening": launcher.address(), "litellm": launcher.warm.version,
                "import_ms": launcher.warm.import_ms, "rss_kib": rss, "pss_kib": pss,
                "since": round(launcher.since, 3), "restarts": int(restarts) if restarts.isdigit() else None,
                "generation": launcher.current.number if launcher.current else None,
                "generations": [generation.describe() for generation in launcher.generations()],
                "checks": len(launcher.checks)}


def _refusal(code: str, error: str) -> dict:
    return {"ok": False, "code": code, "error": error}
