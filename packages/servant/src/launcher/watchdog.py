"""Confirmed apply: takes a configuration back that nobody confirmed in time.

Who applies leaves `confirm.json` in the artifact folder before it shows the new artifact: whose hash it is, until when it
may serve unconfirmed, and where the good one lies. Confirming is removing that file. What happens here is decided by the
files alone, so that neither the control plane nor a database is needed, and so that a launcher that was killed half way
goes on where it was. `reverted.json` says what was taken back, until somebody has recorded it.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from artifact import environment_beside, identify

if TYPE_CHECKING:
    from generation import Generation
    from launcher import Launcher

CONFIRM_FILE = "confirm.json"
REVERTED_FILE = "reverted.json"
LOOK_S = 0.5
AGAIN_S = 10  # after the good one could not be served either


@dataclass(frozen=True)
class Watch:
    """An artifact that serves on approval, and the folder (relative to the artifact folder) to go back to."""

    hash: str
    until: float  # seconds since the epoch
    back: str


class Watchdog:
    """The generation before an unconfirmed one stays up, parked: going back needs no start, and so no database."""

    def __init__(self, launcher: Launcher) -> None:
        self.launcher = launcher
        self.unconfirmed: Generation | None = None
        self.parked: Generation | None = None
        self.asking = False
        self.not_before = 0.0

    def look(self) -> None:
        """One look at the files, and another one after a moment, for as long as the launcher lives."""
        if self.launcher.stopping:
            return
        self.launcher.reactor.after(LOOK_S, self.look)
        watch = go_back_when_due(self.launcher.options.config, self.launcher.log)
        if watch:
            self._serve_good(watch)
        elif self.unconfirmed and not _read(self.launcher.options.config, CONFIRM_FILE):
            self._confirmed(self.unconfirmed)

    def awaits(self, generation: Generation) -> bool:
        """True when this generation serves on approval: its copy must not count as good yet."""
        watch = _read(self.launcher.options.config, CONFIRM_FILE)
        waits = watch is not None and watch.hash == generation.order.identity.hash
        self.unconfirmed = generation if waits else None
        return waits

    def keeps(self, fresh: Generation, old: Generation) -> bool:
        """True when the old generation is to be parked, because it may be needed again."""
        if self.unconfirmed is not fresh:
            return False
        self.parked = old
        old.tell, old.on_gone = lambda *_, **__: None, self._lost
        return True

    def release(self) -> None:
        """The parked generation is not needed any more: it ends what it has begun."""
        parked, self.parked = self.parked, None
        if parked is None:
            return
        self.launcher.draining.append(parked)
        parked.on_gone = lambda: self._gone(parked)
        parked.drain(self.launcher.options.drain_s, self.launcher.options.idle_s)

    def _lost(self) -> None:
        self.parked = None
        self.launcher.log("the generation that was kept to go back to has ended")

    def _gone(self, generation: Generation) -> None:
        self.launcher.draining.remove(generation)
        self.launcher.forget_unused_copies()

    def _confirmed(self, generation: Generation) -> None:
        self.unconfirmed = None
        if self.launcher.current is generation:
            self.launcher.snapshots.mark_good(generation.number)
        self.release()

    def _serve_good(self, watch: Watch) -> None:
        """Whatever was taken back shall not come up, and shall not go on."""
        launcher = self.launcher
        self.unconfirmed = None
        if launcher.candidate and launcher.candidate.order.identity.hash == watch.hash:
            launcher.candidate.on_failed("it was not confirmed in time", [])
        current = launcher.current
        if current is None or current.order.identity.hash != watch.hash:
            return
        if self.parked:
            self._resume(self.parked, current)
        elif not self.asking and time.monotonic() >= self.not_before:
            self._start_good()

    def _resume(self, parked: Generation, current: Generation) -> None:
        """Both accept for a moment, so that nobody is refused; then the one that was taken back lets go."""
        launcher = self.launcher
        self.parked, launcher.current = None, parked
        launcher.log(f"g{parked.number} answers again")
        launcher.draining.append(current)
        current.tell, current.on_gone = lambda *_, **__: None, lambda: self._gone(current)
        idle_s, drain_s = launcher.options.idle_s, launcher.options.drain_s
        parked.resume(lambda *_, **__: None, lambda: current.drain(drain_s, idle_s))

    def _start_good(self) -> None:
        launcher = self.launcher
        path = os.path.realpath(str(launcher.options.config))
        try:
            environment = environment_beside(path)
        except (OSError, ValueError) as error:
            launcher.log(f"the environment of the good artifact cannot be read: {error}")
            return
        self.asking = True
        if launcher.warm.fixed_names_changed(launcher.delta(environment)) and not launcher.draining:
            launcher.requests.renew({"environment": environment}, self._answered)  # the next image looks again
        else:
            launcher.requests.serve({"path": path, "environment": environment}, self._answered)

    def _answered(self, answer: dict) -> None:
        if "ok" not in answer:
            return
        self.asking = False
        if answer["ok"]:
            return
        if answer.get("code") in ("failed", "late", "unreadable"):
            self.not_before = time.monotonic() + AGAIN_S
        self.launcher.log(f"the good artifact is not served yet: {answer['error']}")


def go_back_when_due(config: str | None, log: Callable[[str], None]) -> Watch | None:
    """Points the live path at the good artifact once the time of an unconfirmed one is over.

    Returns what was taken back, for as long as that is not recorded. Taking back is one rename, which whoever confirms
    races with one removal: exactly one of them finds the file.
    """
    folder = _folder(config)
    if folder is None:
        return None
    due = _read(config, CONFIRM_FILE)
    if due and time.time() >= due.until:
        try:
            os.rename(os.path.join(folder, CONFIRM_FILE), os.path.join(folder, REVERTED_FILE))
        except FileNotFoundError:
            return None
        log(f"not confirmed in time: back to {due.back}")
        _point(folder, due.back)
    watch = _read(config, REVERTED_FILE)
    if watch and _live_hash(str(config)) == watch.hash:
        _point(folder, watch.back)  # a launcher that was killed right after the rename
    return watch


def _folder(config: str | None) -> str | None:
    """The artifact folder: the live path in it is a link to a revision's folder, which holds the configuration."""
    if config is None:
        return None
    link = os.path.dirname(os.path.abspath(config))
    return os.path.dirname(link) if os.path.islink(link) else None


def _read(config: str | None, name: str) -> Watch | None:
    folder = _folder(config)
    if folder is None:
        return None
    try:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            said = json.load(file)
        return Watch(str(said["hash"]), float(said["until"]) / 1000, str(said["back"]["folder"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # it is written in one step: what cannot be read is not there, or is nobody's


def _live_hash(config: str) -> str | None:
    try:
        path = os.path.realpath(config)
        return identify(path, environment_beside(path)).hash
    except (OSError, ValueError):
        return None


def _point(folder: str, target: str) -> None:
    link = os.path.join(folder, "current")
    if os.path.lexists(link + ".next"):
        os.unlink(link + ".next")
    os.symlink(target, link + ".next")
    os.replace(link + ".next", link)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
