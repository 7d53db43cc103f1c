"""A Redis that is away must not hold up a generation.

LiteLLM asks each Redis twice when it makes its client (`RedisCache.__init__`: `info`, then `ping`), and waits. redis-py asks
up to four times with growing pauses: 8 s when the port is closed, 40 s when nobody says anything. Here each question is
asked once and briefly; the client that stays has its own patience back. Clusters are left as they are.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

ANSWER_S_MAX = 1.0


def bound_redis() -> list[str]:
    """To be called before LiteLLM loads its configuration. The list fills with a sentence for each Redis that is away."""
    from litellm.caching.redis_cache import RedisCache
    away: list[str] = []
    plain = RedisCache.__init__

    @functools.wraps(plain)
    def make(self: RedisCache, *args: Any, **settings: Any) -> None:
        with _brief_questions(away):
            plain(self, *args, **settings)

    RedisCache.__init__ = make
    return away


@contextmanager
def _brief_questions(away: list[str]) -> Iterator[None]:
    from litellm import _redis
    plain = _redis.get_redis_client
    undo: list[Callable[[], None]] = []

    def make(**settings: Any) -> Any:
        client = plain(**settings)
        if hasattr(client, "connection_pool"):
            undo.append(_hurry(client, away))
        return client

    _redis.get_redis_client = make
    try:
        yield
    finally:
        _redis.get_redis_client = plain
        for restore in undo:
            restore()


def _hurry(client: Any, away: list[str]) -> Callable[[], None]:
    """What it returns gives the client its own retries and time limits back."""
    from redis.backoff import NoBackoff
    from redis.exceptions import AuthenticationError, ConnectionError, TimeoutError
    from redis.retry import Retry
    pool, ask = client.connection_pool, client.ping
    own = pool.connection_kwargs
    brief = {"retry": Retry(NoBackoff(), 0), "socket_timeout": ANSWER_S_MAX, "socket_connect_timeout": ANSWER_S_MAX}
    pool.connection_kwargs = own | brief

    def ping(**options: Any) -> Any:
        try:
            return ask(**options)
        except (ConnectionError, TimeoutError) as error:
            did = "refused the password" if isinstance(error, AuthenticationError) else "did not answer"
            away.append(f"Redis at {_place(own)} {did} when this worker started, which counts and caches alone since. "
                        "The first Apply after that is mended uses it again.")
            raise

    def restore() -> None:
        del client.ping
        pool.connection_kwargs = own
        pool.disconnect()  # what was opened is as impatient as it was made

    client.ping = ping
    return restore


def _place(settings: dict[str, Any]) -> str:
    return settings.get("path") or f"{settings.get('host', 'localhost')}:{settings.get('port', 6379)}"
