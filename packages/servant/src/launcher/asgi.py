"""One HTTP request to an ASGI application in the same process: no socket, no client library."""

import asyncio
import json
from typing import Any


async def ask(app: Any, method: str, path: str, body: dict | None = None, token: str = "", limit_s: float = 20) -> int:
    """Returns the status; 599 when the application raised or took longer than `limit_s`."""
    payload = json.dumps(body).encode() if body is not None else b""
    status: list[int] = []
    sent = asyncio.Event()
    headers = [(b"host", b"launcher"), (b"content-type", b"application/json"),
               (b"content-length", str(len(payload)).encode())]
    if token:
        headers.append((b"authorization", f"Bearer {token}".encode()))
    scope = {"type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "method": method,
             "scheme": "http", "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "",
             "headers": headers, "client": ("127.0.0.1", 0), "server": ("127.0.0.1", 0), "state": {}}

    async def receive() -> dict:
        if sent.is_set():
            await asyncio.sleep(limit_s)  # the peer stays connected
            return {"type": "http.disconnect"}
        sent.set()
        return {"type": "http.request", "body": payload, "more_body": False}

    async def send(message: dict) -> None:
        if message["type"] == "http.response.start":
            status.append(message["status"])

    try:
        await asyncio.wait_for(app(scope, receive, send), limit_s)
    except Exception:
        return 599
    return status[0] if status else 599
