"""Imports LiteLLM once so that every fork starts where a cold boot has spent most of its seconds.

What an import fixes for good is written down here: the environment names that were read meanwhile
(a generation cannot change them) and objects that were given an identity (each fork needs its own).
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from artifact import checked_environment
from process import change_environment
from rehearsal import modules_used_later

# What the rehearsal (plain asyncio) cannot meet: the server's own parts.
SERVER_PARTS = ("uvloop", "httptools", "uvicorn.loops.uvloop", "uvicorn.lifespan.on", "uvicorn.protocols.http.auto",
                "uvicorn.protocols.websockets.auto", "anyio._backends._asyncio")


@dataclass
class Warm:
    version: str
    import_ms: int
    fixed_env: dict[str, str | None]
    preloaded: int = 0
    notes: list[str] = field(default_factory=list)
    lock_owners: list[Any] = field(default_factory=list)

    def fixed_names_changed(self, env: Mapping[str, str | None]) -> list[str]:
        """Names in `env` that the import has already read with another value: only a new launcher sees them."""
        return sorted(k for k, v in env.items() if k in self.fixed_env and self.fixed_env[k] != v)

    def renew_identity(self) -> None:
        """Gives this fork its own lock owner id; LiteLLM creates it at import, so all forks would share one
        and two workers could both believe they hold the same Redis lock."""
        for owner in self.lock_owners:
            owner.pod_id = str(uuid.uuid4())


def import_litellm(rehearse: bool = True) -> Warm:
    """Imports the proxy and freezes the heap. Raises RuntimeError if the import left threads behind: a fork
    copies only the calling thread, and a lock held by another would stay locked for ever in the child."""
    started = time.monotonic()
    os.environ.setdefault("LITELLM_MODE", "PRODUCTION")
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's BLAS starts a thread per core at import
    gc.disable()
    plain = os.environ.__class__
    reads: dict[str, str | None] = {}
    os.environ.__class__ = _recorder(plain, reads)
    try:
        import litellm.proxy.proxy_cli  # noqa: F401
        import litellm.proxy.proxy_server  # noqa: F401
        later, note = modules_used_later() if rehearse else ([], None)
        loaded = sum(_import(name) for name in (*SERVER_PARTS, *later))
    finally:
        os.environ.__class__ = plain
    extra = [t.name for t in threading.enumerate() if t is not threading.main_thread()]
    tasks = len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 1
    if extra or tasks > 1:
        raise RuntimeError(f"importing LiteLLM left {tasks - 1} extra threads ({', '.join(extra) or 'native'})")
    gc.collect()
    from litellm.proxy.db.db_transaction_queue.pod_lock_manager import PodLockManager
    owners = [o for o in gc.get_objects() if isinstance(o, PodLockManager)]
    gc.freeze()
    gc.enable()
    from importlib.metadata import version
    return Warm(version("litellm"), round((time.monotonic() - started) * 1000), reads, loaded,
                [note] if note else [], owners)


def trial(environment: str) -> int:
    """Imports under `environment` (JSON) and says by the exit status whether the result would be fit to fork."""
    change_environment(checked_environment(json.loads(environment)))
    import_litellm()
    return 0


def _import(name: str) -> bool:
    try:
        importlib.import_module(name)
        return True
    except Exception:  # an optional part; whoever needs it will meet the same error
        return False


def _recorder(plain: type, reads: dict[str, str | None]) -> type:
    """os.environ's class for the time of the import: notes each name looked up, but not copies of the whole."""
    copied: list[str] = [""]

    class Recorder(plain):
        def __getitem__(self, key: str) -> str:
            if copied[0] != key:
                reads.setdefault(key, os.fsdecode(self._data[self.encodekey(key)]) if self._has(key) else None)
            copied[0] = ""
            return super().__getitem__(key)

        def __iter__(self) -> Iterator[str]:
            for key in super().__iter__():
                copied[0] = key
                yield key

        def _has(self, key: object) -> bool:
            return isinstance(key, str) and self.encodekey(key) in self._data

    return Recorder
