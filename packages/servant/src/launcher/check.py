"""Checking a configuration: LiteLLM's real loader in a fork that cannot reach anything outside and is killed when late."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import socket
import time
import traceback
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NoReturn

from process import change_environment, fork_child, kill_child, kill_group
from reactor import Reactor

if TYPE_CHECKING:
    from litellm import Router

# Parts that make the loader connect somewhere; left out of a sanitised check and named in its answer.
OUTWARD = {
    "litellm_settings": ("callbacks", "success_callback", "failure_callback", "service_callback", "audit_log_callbacks",
                         "cache", "cache_params", "coordination_redis", "mcp_semantic_tool_filter"),
    "router_settings": ("redis_host", "redis_port", "redis_password", "redis_url", "cache_kwargs"),
    "general_settings": ("alerting", "alerting_args", "alerting_threshold", "alert_types", "alert_to_webhook_url",
                         "database_url", "key_management_system", "key_management_settings", "worker_registry"),
}
CALLBACK_KEYS = ("callbacks", "success_callback", "failure_callback", "service_callback", "audit_log_callbacks")
# What a callback imports when the first request sets it up; the engine starts without it.
CALLBACK_PACKAGES = {"langfuse": "langfuse", "lunary": "lunary", "supabase": "supabase", "wandb": "wandb",
                     "traceloop": "traceloop", "mlflow": "mlflow", "otel": "opentelemetry.sdk",
                     "langfuse_otel": "opentelemetry.sdk", "arize": "opentelemetry.sdk",
                     "arize_phoenix": "opentelemetry.sdk", "agentops": "opentelemetry.sdk"}
SECTIONS = ("mcp_servers", "mcp_tools", "vector_store_registry", "search_tools")


class Check:
    """The launcher's side: forks the loader, collects its answer and its output, sends one verdict."""

    def __init__(self, request: dict, env: Mapping[str, str | None], reactor: Reactor, send: Callable[[dict], None]) -> None:
        self.begun, self.reactor, self.send, self.late = time.monotonic(), reactor, send, False
        self.answer = self.noise = b""
        self.fixed: list[str] = []
        path, sanitise = os.path.abspath(request["path"]), bool(request.get("sanitise", True))
        self.child = fork_child(lambda channel: run_check(path, sanitise, env, channel), set(), socket.SOCK_STREAM)
        reactor.watch(self.child.output, self._read_output)
        reactor.watch(self.child.channel, self._read_channel)
        self.cancel = reactor.after(float(request.get("timeout_s", 30)), self._too_late)

    def exited(self, status: int) -> None:
        self.cancel()
        while self._read_channel() or self._read_output():
            pass
        self.reactor.forget(self.child.channel)
        self.reactor.forget(self.child.output)
        self.child.channel.close()
        os.close(self.child.output)
        kill_group(self.child.pid, signal.SIGKILL)
        output = self.noise.decode(errors="replace").splitlines()[-40:]
        try:
            verdict = json.loads(self.answer)
        except ValueError:
            reason = ("the check took too long and was killed" if self.late
                      else f"the loader ended with {os.waitstatus_to_exitcode(status)}")
            verdict = {"ok": False, "code": "late" if self.late else "died", "error": reason}
        took = round((time.monotonic() - self.begun) * 1000)
        self.send(verdict | {"fixed": self.fixed, "output": output, "total_ms": took})

    def _read_channel(self) -> bool:
        try:
            chunk = self.child.channel.recv(1 << 20)
        except BlockingIOError:
            return False
        except OSError:
            chunk = b""
        self.answer += chunk
        if not chunk:
            self.reactor.forget(self.child.channel)
        return bool(chunk)

    def _read_output(self) -> bool:
        try:
            chunk = os.read(self.child.output, 65536)
        except BlockingIOError:
            return False
        self.noise = (self.noise + chunk)[-65536:]
        if not chunk:
            self.reactor.forget(self.child.output)
        return bool(chunk)

    def _too_late(self) -> None:
        self.late = True
        kill_child(self.child.pid)


def run_check(path: str, sanitise: bool, env: Mapping[str, str | None], channel: socket.socket) -> NoReturn:
    """Writes one JSON answer to `channel`: ok, error, deployments, aliases, warnings, skipped, blocked, ms."""
    begun = time.monotonic()
    channel.setblocking(True)
    change_environment(env)
    lines: list[str] = []
    _collect_warnings(lines)
    skipped: list[str] = []
    blocked = _close_network() if sanitise else []
    answer: dict[str, Any] = {"ok": True, "error": None, "deployments": [], "aliases": {}}
    try:
        router, rows = asyncio.run(_load(path, sanitise, skipped, lines))
        answer["deployments"] = [{"id": row.get("model_info", {}).get("id"), "model_name": row.get("model_name")}
                                 for row in (router.model_list if router else [])]
        answer["aliases"] = dict(getattr(router, "model_group_alias", None) or {})
        answer["rows"] = len(rows or [])
    except BaseException as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        answer |= {"ok": False, "code": "refused", "error": f"{type(error).__name__}: {error}", "at": f"{where.name}:{where.lineno}"}
    answer |= {"warnings": lines, "skipped": skipped, "blocked": sorted(set(blocked)),
               "ms": round((time.monotonic() - begun) * 1000)}
    channel.sendall(json.dumps(answer, default=str).encode())
    channel.close()
    os._exit(0)  # whatever the loader started (threads, sessions) ends here


async def _load(path: str, sanitise: bool, skipped: list[str], lines: list[str]) -> tuple[Router | None, list | None]:
    from litellm.proxy.proxy_server import ProxyConfig

    class Loader(ProxyConfig):
        async def _get_config_from_file(self, config_file_path: str | None = None) -> dict:
            config = await super()._get_config_from_file(config_file_path=config_file_path)  # includes are merged here
            lines.extend(_missing_packages(config))
            return _sanitise(config, skipped) if sanitise else config

    router, rows, _ = await Loader().load_config(router=None, config_file_path=path)
    return router, rows


def _missing_packages(config: dict) -> list[str]:
    """One line for each callback whose package this engine does not have; the loader would not notice."""
    settings = config.get("litellm_settings")
    lines = []
    for key in CALLBACK_KEYS if isinstance(settings, dict) else ():
        names = settings.get(key)
        for name in [names] if isinstance(names, str) else names if isinstance(names, list) else ():
            package = CALLBACK_PACKAGES.get(name) if isinstance(name, str) else None
            if package and not _is_installed(package):
                lines.append(f"WARNING: litellm_settings.{key}: {name} needs the Python package {package.split('.')[0]}, "
                             "which this engine does not have. The first request may fail, and nothing is ever logged.")
    return lines


def _is_installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:  # its parent is not there either
        return False


def _sanitise(config: dict, skipped: list[str]) -> dict:
    config = dict(config)
    for section, names in OUTWARD.items():
        if isinstance(config.get(section), dict):
            config[section] = dict(config[section])
            for name in names:
                if name in config[section]:
                    del config[section][name]
                    skipped.append(f"{section}.{name}")
    for section in SECTIONS:
        if config.pop(section, None) is not None:
            skipped.append(section)
    if config.get("general_settings") is None or isinstance(config.get("general_settings"), dict):
        config["general_settings"] = {**(config.get("general_settings") or {}), "background_health_checks": False,
                                      "disable_model_info_refresh": True}
    return config


def _collect_warnings(lines: list[str]) -> None:
    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if len(lines) < 200:
                lines.append(f"{record.levelname}: {record.getMessage()}"[:2000])

    for name in ("LiteLLM", "LiteLLM Proxy", "LiteLLM Router"):
        logging.getLogger(name).addHandler(Collect(logging.WARNING))


def _close_network() -> list[str]:
    """Every attempt to leave this process over IP fails and is noted; sockets of the event loop itself are local."""
    # With REDIS_* in the environment the loader tries to reach that Redis for eight seconds.
    redis = [name for name in os.environ if name.startswith("REDIS_")]
    for name in ("DATABASE_URL", "DIRECT_URL", "LITELLM_CONFIG_BUCKET_NAME", *redis):
        os.environ.pop(name, None)
    blocked: list[str] = []

    def refuse(*target: Any, **_: Any) -> NoReturn:
        shown = next((t for t in target if isinstance(t, (str, tuple))), target)
        blocked.append(":".join(map(str, shown[:2])) if isinstance(shown, tuple) else str(shown))
        raise OSError("the network is closed during a check")

    class Closed(socket.socket):
        connect = refuse
        connect_ex = refuse

    socket.socket = Closed
    socket.getaddrinfo = refuse
    socket.create_connection = refuse
    return blocked
