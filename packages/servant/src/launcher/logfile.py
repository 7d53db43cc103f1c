"""The log: one writer, rotated by size, readable by the owner only."""

import os

BYTES_MAX = 10 * 1024 * 1024
KEPT = 5


class LogFile:
    """Appends to `path`, or to standard output when there is none. `path.1` is the youngest of the kept ones."""

    def __init__(self, path: str | None) -> None:
        self.path = os.path.abspath(path) if path else None
        self.file = self._open()

    def write(self, data: bytes) -> None:
        """Never raises: a full disk must not stop the data plane."""
        try:
            os.write(self.file, data)
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
