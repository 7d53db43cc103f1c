"""The child that serves: LiteLLM's own command line up to `uvicorn.run`, then a server on the inherited socket.

Going through `run_server` keeps every start-up step of the CLI (configuration, secret managers, database URL
parameters, log configuration, loop, TLS) without copying it. Three things differ: the socket is inherited, the
schema is never touched, and the worker accepts only when it is told to.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from artifact import Identity
from asgi import ask
from process import change_environment
from redis_patience import bound_redis

if TYPE_CHECKING:
    from uvicorn import Server
    from warm import Warm

PROBE_PATH = "/health/liveliness"
FINDINGS_MAX = 20
ID_BYTES_MAX = 32 * 1024  # of one packet; the launcher reads packets of up to 64 KiB


@dataclass(frozen=True)
class Order:
    """What a generation is to serve. `env` is a delta on the launcher's environment; None removes a name."""

    config: str
    host: str
    port: int
    workers: int
    env: dict[str, str | None]
    identity: Identity
    arguments: tuple[str, ...] = ()
    metrics_dir: str | None = None


def run_worker(order: Order, warm: Warm, listener: socket.socket, channel: socket.socket) -> int:
    """Runs one worker to its end; returns the exit status (0 after a drain)."""
    begun = time.monotonic()
    change_environment(order.env)
    warm.renew_identity()
    import uvicorn
    from litellm.proxy import proxy_cli
    from litellm.proxy.db import check_migration
    outcome: dict[str, bool] = {}
    findings = bound_redis()

    def serve(**arguments: Any) -> None:
        os.environ["NUM_WORKERS"] = str(order.workers)
        _share_metrics(order)
        outcome["served"] = _serve(arguments, _Control(channel, listener.dup(), findings), listener, begun)

    uvicorn.run = serve
    os.environ["DISABLE_SCHEMA_UPDATE"] = "true"  # migrations are a step of their own, never a side effect of a reload
    check_migration.check_prisma_schema_diff = lambda db_url=None: None
    proxy_cli.ProxyInitializationHelpers._is_port_in_use = staticmethod(lambda port: False)  # we hold it
    # always 1 here: above 1 the CLI wipes the shared metrics folder and starts a thread that ends query engines
    proxy_cli.run_server.main(
        args=["--config", order.config, "--host", order.host, "--port", str(order.port), "--num_workers", "1",
              *order.arguments],
        standalone_mode=False,
    )
    return 0 if outcome.get("served") else 3


def _serve(arguments: dict[str, Any], control: _Control, listener: socket.socket, begun: float) -> bool:
    import uvicorn
    from uvicorn.lifespan.on import LifespanOn

    arguments.pop("workers", None)
    config = uvicorn.Config(**arguments)
    config.load()
    server = uvicorn.Server(config)
    control.server = server

    class GatedLifespan(LifespanOn):
        """Startup ends when the application is up, has answered itself once and the launcher says go."""

        async def startup(self) -> None:
            if control.go.is_set():
                return  # it was up before, and accepts again
            await super().startup()
            if self.should_exit:
                return
            control.attach(asyncio.get_running_loop())
            status = await ask(self.config.loaded_app, "GET", PROBE_PATH)
            for part in _packets(_deployment_ids()):
                control.send(deployments=part)
            control.send(findings=control.findings[:FINDINGS_MAX])
            control.send(state="ready", probe=status, ms=round((time.monotonic() - begun) * 1000))
            await control.go.wait()

    config.lifespan_class = GatedLifespan
    accepting = server.startup

    async def startup(sockets: list[socket.socket] | None = None) -> None:
        await accepting(sockets=sockets)
        control.send(state="serving")

    server.startup = startup
    server.run(sockets=[listener])
    return server.started


class _Control:
    """Talks with the launcher: a thread of its own reads, so that a launcher's death is noticed while the loop is busy."""

    server: Server

    def __init__(self, channel: socket.socket, spare: socket.socket, findings: list[str]) -> None:
        self.channel, self.findings = channel, findings
        self.spare = spare  # a server that stops accepting closes its own
        self.go = asyncio.Event()
        channel.setblocking(True)

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        threading.Thread(target=self._listen, name="launcher-channel", daemon=True).start()

    def send(self, **message: object) -> None:
        try:
            self.channel.send(json.dumps(message).encode())
        except OSError:
            pass  # the launcher is gone; _listen ends this worker

    def _listen(self) -> None:
        while True:
            try:
                packet = self.channel.recv(4096)
            except OSError:
                packet = b""
            order: dict[str, Any] = json.loads(packet) if packet else {"do": "drain", "idle_s": 0, "limit_s": 30, "orphan": True}
            if order["do"] == "go":
                self.loop.call_soon_threadsafe(self._go)
                continue
            if order["do"] == "park":
                self.loop.call_soon_threadsafe(self._park, order["idle_s"])
                continue
            limit = threading.Timer(order["limit_s"] + 5, os.kill, (os.getpid(), signal.SIGKILL))
            limit.daemon = True
            limit.start()
            self.loop.call_soon_threadsafe(self._drain, order["idle_s"])
            if order.get("orphan"):
                return

    def _go(self) -> None:
        if not self.go.is_set():
            self.go.set()
            return
        self.server.config.encoded_headers, self.server.server_state.default_headers = self.headers
        self.accepting = self.loop.create_task(self.server.startup(sockets=[self.spare.dup()]))

    def _park(self, idle_s: float) -> None:
        """As a drain, but ready to accept again: another generation serves on approval, and may be taken back."""
        self._stop_accepting()
        self.closing = self.loop.create_task(self._close_idle(idle_s))

    def _drain(self, idle_s: float) -> None:
        if not self.server.started:
            os._exit(0)
        self._stop_accepting()
        self.finishing = self.loop.create_task(self._finish(idle_s))

    def _stop_accepting(self) -> None:
        """At once. Open keep-alive connections get one more answer, marked `connection: close`; closing them while
        idle would race with a client that is just sending its next request."""
        for listening in self.server.servers:
            listening.close()
        self.send(closed=True)
        close = [(b"connection", b"close")]
        self.headers = self.server.config.encoded_headers, self.server.server_state.default_headers
        self.server.config.encoded_headers = self.server.config.encoded_headers + close
        self.server.server_state.default_headers = self.server.server_state.default_headers + close

    async def _finish(self, idle_s: float) -> None:
        await self._until_closed(idle_s)
        self.server.should_exit = True

    async def _close_idle(self, idle_s: float) -> None:
        await self._until_closed(idle_s)
        for connection in list(self.server.server_state.connections):
            connection.shutdown()  # closes it when it is idle, else after its answer

    async def _until_closed(self, idle_s: float) -> None:
        until = self.loop.time() + idle_s
        while self.server.server_state.connections and self.loop.time() < until:
            await asyncio.sleep(0.05)


def _deployment_ids() -> list[str]:
    """Distinct ids of the deployments that the router really loaded, in order. LiteLLM leaves out a row that it cannot
    use and stays healthy, so only the router knows."""
    from litellm.proxy import proxy_server
    router = proxy_server.llm_router
    rows = router.model_list if router else []
    return list(dict.fromkeys(str((row.get("model_info") or {}).get("id")) for row in rows))


def _packets(ids: list[str]) -> list[list[str]]:
    """Groups that fit into one packet of the channel each."""
    groups: list[list[str]] = [[]]
    size = 0
    for one in ids:
        weight = len(json.dumps(one)) + 2
        if size + weight > ID_BYTES_MAX and groups[-1]:
            groups.append([])
            size = 0
        groups[-1].append(one)
        size += weight
    return groups


def _share_metrics(order: Order) -> None:
    """Several workers need prometheus_client's shared folder; each generation has its own, never wiped while in use."""
    if order.workers > 1 and order.metrics_dir and "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        os.makedirs(order.metrics_dir, exist_ok=True)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = order.metrics_dir
