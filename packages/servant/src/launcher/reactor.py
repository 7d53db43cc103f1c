"""A small single-threaded event loop: forking is safe only while no other thread exists, so asyncio's helpers are out."""

import heapq
import itertools
import os
import selectors
import signal
import socket
import time
from collections.abc import Callable

Source = int | socket.socket


class Reactor:
    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._timers: list[tuple[float, int, list[Callable[[], object]]]] = []  # an empty list was cancelled
        self._order = itertools.count()
        self._wake_read, wake_write = os.pipe()
        for fd in (self._wake_read, wake_write):
            os.set_blocking(fd, False)
        signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
        self.watch(self._wake_read, lambda: os.read(self._wake_read, 4096))
        self.running = True

    def watch(self, source: Source, readable: Callable[[], object]) -> None:
        self._selector.register(source, selectors.EVENT_READ, readable)

    def forget(self, source: Source) -> None:
        try:
            self._selector.unregister(source)
        except (KeyError, ValueError):
            pass

    def after(self, seconds: float, act: Callable[[], object]) -> Callable[[], None]:
        """Runs `act` once after `seconds`; returns what cancels it."""
        entry = [act]
        heapq.heappush(self._timers, (time.monotonic() + seconds, next(self._order), entry))
        return entry.clear

    def run(self, tick: Callable[[], object]) -> None:
        """`tick` runs after every wake-up (a signal wakes the loop too)."""
        while self.running:
            wait = max(0.0, self._timers[0][0] - time.monotonic()) if self._timers else None
            for key, _ in self._selector.select(wait):
                if key.fileobj in self._selector.get_map():  # an earlier callback may have closed it
                    key.data()
            while self._timers and self._timers[0][0] <= time.monotonic():
                entry = heapq.heappop(self._timers)[2]
                if entry:
                    entry[0]()
            tick()
