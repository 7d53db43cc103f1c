#!/usr/bin/env python3
"""Warm launcher: imports LiteLLM once, holds the listening socket and forks generations of workers in about a second."""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from artifact import Environment, environment_beside, identify, read_environment  # noqa: E402
from check import Check  # noqa: E402
from control import Client, Control  # noqa: E402
from generation import Generation  # noqa: E402
from logfile import LogFile  # noqa: E402
from options import Options, parse_options  # noqa: E402
from process import become_subreaper, change_environment, kill_child  # noqa: E402
from reactor import Reactor  # noqa: E402
from renew import Renewal, adopt, hand_over, take_over  # noqa: E402
from asking import Requests  # noqa: E402
from snapshot import Snapshots  # noqa: E402
from warm import import_litellm, trial  # noqa: E402
from watchdog import Watchdog, go_back_when_due  # noqa: E402

BIND_S_MAX = 5  # workers of a killed launcher let go of the port within moments


class Launcher:
    """The process: what it holds, how it starts, reaps and ends. `Requests` answers what comes over the control socket."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.sink = LogFile(options.log)
        inherited = take_over()
        self.since: float = inherited["since"] if inherited else time.time()
        go_back_when_due(options.config, self.log)  # before anything of the live path is read
        self.base: Environment = inherited["base"] if inherited else dict(os.environ)
        self.environment: Environment = inherited["environment"] if inherited else _first_environment(options)
        self.listener = (socket.socket(fileno=inherited["listener"]) if inherited
                         else _bind(options.host, options.port))
        become_subreaper()
        change_environment(self.environment)  # before the import, which reads several hundred names for good
        self.warm = import_litellm()
        self.image = os.urandom(8).hex()  # of this import: what was learnt of another one may not hold
        self.reactor = Reactor()
        kept = inherited["generation"]["number"] if inherited and inherited["generation"] else None
        self.snapshots = Snapshots(options.state, () if kept is None else (kept,))
        self.current: Generation | None = None
        self.candidate: Generation | None = None
        self.draining: list[Generation] = []
        self.checks: dict[int, Check] = {}
        self.renewals: dict[int, Renewal] = {}
        self.stopping = False
        self.exit_code = 0
        self.signals: set[int] = set()  # handlers only note; the loop acts, so none interrupts a fork
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(number, lambda received, _: self.signals.add(received))
        self.requests = Requests(self)
        self.watchdog = Watchdog(self)
        self.control = self._open_control(inherited["control"] if inherited else None)
        if inherited and inherited["generation"]:
            self.current = adopt(self, inherited["generation"])
        self.first = inherited["first"] if inherited else None
        self.log(f"LiteLLM {self.warm.version} ready to fork after {self.warm.import_ms} ms "
                 f"({self.warm.preloaded} lazy modules), holding {self.address()} {' '.join(self.warm.notes)}")

    def begin(self) -> None:
        """The first generation; an image that adopted one waits for a request instead."""
        if self.first:
            self.requests.serve(self.first, self._began)
        elif self.options.config and not self.current:
            config = os.path.realpath(self.options.config)
            given = {"environment": self.environment} if self.options.environment else {}
            self.requests.serve({"path": config} | given, self._began)

    def _began(self, answer: dict) -> None:
        """Without a first generation there is nothing to hold: the last good copy serves, or the launcher ends with 1."""
        if answer.get("ok") is not False:
            return
        self.log("\n".join(["the first generation failed: " + answer["error"], *answer.get("log", [])]))
        name = os.path.basename(self.options.config or "")
        good = self.snapshots.last_good(name) if self.options.fallback else None
        if good is None or self.first:
            self.exit_code = 1
            self.stop(0)
            return
        self.log(f"falling back to {good}")
        environment = environment_beside(good)
        self.first = {"path": good, "environment": environment, "note": self._fallback_note(good, environment)}
        if self.warm.fixed_names_changed(self.delta(environment)):
            hand_over(self, environment, self.first)  # the import itself depends on the environment of the copy
        self.requests.serve(self.first, self._began)

    def _fallback_note(self, good: str, environment: Environment) -> str:
        wanted = identify(os.path.realpath(str(self.options.config)), self.environment).revision
        kept = identify(good, environment).revision
        return (f"serves revision {'unknown' if kept is None else kept}, because "
                f"{'the artifact on the live path' if wanted is None else f'revision {wanted}'} did not start")

    def delta(self, environment: Environment) -> dict[str, str | None]:
        """What to change in a fork so that exactly `environment` holds on top of the installation's own names."""
        gone: dict[str, str | None] = {name: self.base.get(name) for name in self.environment if name not in environment}
        return gone | environment

    def address(self) -> str:
        return "{}:{}".format(*self.listener.getsockname()[:2])

    def generations(self) -> list[Generation]:
        return [generation for generation in (self.current, self.candidate, self.watchdog.parked, *self.draining)
                if generation]

    def forget_unused_copies(self) -> None:
        self.snapshots.keep({generation.number for generation in self.generations()})

    def log(self, text: str) -> None:
        self.sink.write(f"launcher {os.getpid()}", text.encode().split(b"\n"))

    def stop(self, drain_s: float) -> None:
        """Stops listening, lets every generation finish within `drain_s`, then ends the loop."""
        if self.stopping:
            return
        self.stopping = True
        self.log(f"stopping, {drain_s} s for requests in flight")
        self.listener.close()
        for generation in self.generations():
            if generation.phase not in ("draining", "failed"):
                generation.drain(drain_s, min(1.0, drain_s))
        for pid in self.checks:
            kill_child(pid)

    def run(self) -> int:
        """Until stopped; returns the exit status."""
        self.begin()
        self.watchdog.look()
        self.reactor.run(self._tick)
        if self.control:
            self.control.close()
        return self.exit_code

    def _tick(self) -> None:
        received, self.signals = self.signals, set()
        if received & {signal.SIGTERM, signal.SIGINT}:
            self.stop(self.options.drain_s)
        if signal.SIGHUP in received:
            self.sink.reopen()
        self._reap()
        self.requests.tell_waiting()
        if self.stopping and not any(generation.workers for generation in self.generations()):
            self.reactor.running = False

    def _reap(self) -> None:
        """Collects every ended child: workers, checks, and orphans that fell to us as PID 1 or subreaper."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if pid in self.checks:
                self.checks.pop(pid).exited(status)
            if pid in self.renewals:
                self.renewals[pid].exited(status)
            for generation in self.generations():
                if pid in generation.workers:
                    generation.exited(pid, status)

    def _open_control(self, inherited: int | None) -> Control | None:
        def handle(request: dict, client: Client) -> None:
            self.requests.handle(request, client)

        return Control(self.options.control, self.reactor, handle, inherited) if self.options.control else None


def _first_environment(options: Options) -> Environment:
    if options.environment:
        return read_environment(options.environment)
    try:
        return environment_beside(os.path.realpath(options.config)) if options.config else {}
    except (OSError, ValueError):
        return {}  # the first generation reads it again and is refused, so that the last good copy serves


def _bind(host: str, port: int) -> socket.socket:
    """Binds but does not listen: the first ready worker does, so a starting launcher refuses connections instead of
    letting them wait, and a port in use is noticed before the import."""
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    listener = socket.socket(family, kind)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    _bind_soon(listener, address)
    listener.setblocking(False)
    return listener


def _bind_soon(listener: socket.socket, address: tuple) -> None:
    end = time.monotonic() + BIND_S_MAX
    while True:
        try:
            return listener.bind(address)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or time.monotonic() > end:
                raise
        time.sleep(0.1)


def main() -> int:
    options = parse_options(sys.argv[1:])
    return trial(sys.stdin.read()) if options.trial else Launcher(options).run()


if __name__ == "__main__":
    sys.exit(main())
