"""The log: one writer, rotated by size, readable by the owner only."""

import os
from collections.abc import Iterable
from datetime import datetime, timezone

BYTES_MAX = 10 * 1024 * 1024
KEPT = 5


class LogFile:
    """Appends to `path`, or to standard output when there is none. `path.1` is the youngest of the kept ones."""

    def __init__(self, path: str | None) -> None:
        self.path = os.path.abspath(path) if path else None
        self.file = self._open()

    def write(self, source: str, lines: Iterable[bytes]) -> None:
        """Each line with the time and where it comes from. Never raises: a full disk must not stop the data plane."""
        now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        prefix = f"{now} [{source}] ".encode()
        try:
            os.write(self.file, b"".join(prefix + line + b"\n" for line in lines))
            if self.path and os.fstat(self.file).st_size > BYTES_MAX:
                self._rotate()
        except OSError:
            pass

    def reopen(self) -> None:
        """For rotation by others (SIGHUP)."""
        if self.path:
            old, self.file = self.file, self._open()
            os.close(old)

    def _rotate(self) -> None:
        for number in range(KEPT - 1, 0, -1):
            if os.path.exists(f"{self.path}.{number}"):
                os.replace(f"{self.path}.{number}", f"{self.path}.{number + 1}")
        os.replace(str(self.path), f"{self.path}.1")
        self.reopen()

    def _open(self) -> int:
        return os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600) if self.path else 1
