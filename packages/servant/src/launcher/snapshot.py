"""Keeps the launcher's own copy of each artifact, so that a later edit of the live path cannot reach a worker."""

import json
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import asdict

from artifact import DESCRIPTION_FILE, ENVIRONMENT_FILE, Environment, Identity, identify

COPIED_BYTES_MAX = 64 * 1024 * 1024
NUMBERED = re.compile(r"g\d+")


class Snapshots:
    """Copies in `folder` (0700), one sub-folder `gN` for each generation, files 0600; `good` points at the last that served."""

    def __init__(self, folder: str, kept: Iterable[int] = ()) -> None:
        self.folder = os.path.abspath(folder)
        os.makedirs(self.folder, mode=0o700, exist_ok=True)
        os.chmod(self.folder, 0o700)
        self.last = max((int(name[1:]) for name in os.listdir(self.folder) if NUMBERED.fullmatch(name)), default=0)
        self.keep(set(kept))

    def take(self, config: str, environment: Environment) -> tuple[int, str, Identity]:
        """Copies `config` with the files it includes and the Python modules beside it, and writes the environment.

        Returns the generation's number, the copy's path and what it is. Raises OSError when the configuration cannot
        be read or is too large. Numbers go on over restarts.
        """
        self.last += 1
        home = os.path.join(self.folder, f"g{self.last}")
        os.makedirs(home, mode=0o700)
        copy = os.path.join(home, os.path.basename(config))
        try:
            source = os.path.dirname(os.path.abspath(config))
            _copy(config, copy)
            if os.path.isfile(os.path.join(source, DESCRIPTION_FILE)):
                _copy(os.path.join(source, DESCRIPTION_FILE), os.path.join(home, DESCRIPTION_FILE))
            self._copy_neighbours(source, home, copy)
            _write(os.path.join(home, ENVIRONMENT_FILE), json.dumps(environment))
            identity = identify(copy, environment)  # of the copy: the original may change at any moment
            _write(os.path.join(home, DESCRIPTION_FILE), json.dumps(asdict(identity)))
        except OSError:
            shutil.rmtree(home, ignore_errors=True)
            raise
        return self.last, copy, identity

    def mark_good(self, generation: int) -> None:
        """Points `good` at a generation that serves; a launcher that restarts can fall back to it."""
        link = os.path.join(self.folder, "good")
        if os.path.lexists(link + ".next"):
            os.unlink(link + ".next")
        os.symlink(f"g{generation}", link + ".next")
        os.replace(link + ".next", link)

    def last_good(self, name: str) -> str | None:
        path = os.path.join(os.path.realpath(os.path.join(self.folder, "good")), name)
        return path if os.path.isfile(path) else None

    def keep(self, generations: set[int]) -> None:
        """Removes every copy that is neither named nor the last good one."""
        good = os.path.basename(os.path.realpath(os.path.join(self.folder, "good")))
        for name in os.listdir(self.folder):
            if NUMBERED.fullmatch(name) and name != good and int(name[1:]) not in generations:
                shutil.rmtree(os.path.join(self.folder, name), ignore_errors=True)

    @staticmethod
    def _copy_neighbours(source: str, home: str, copy: str) -> None:
        with open(copy, encoding="utf-8", errors="replace") as text:
            included = set(re.findall(r"[\w./-]+\.ya?ml", _include_block(text.read())))
        modules = {name for name in os.listdir(source) if name.endswith(".py")}
        for name in included | modules:
            inside = os.path.normpath(os.path.join(home, name))
            if inside.startswith(home + os.sep) and os.path.isfile(os.path.join(source, name)):
                os.makedirs(os.path.dirname(inside), mode=0o700, exist_ok=True)
                _copy(os.path.join(source, name), inside)


def _include_block(text: str) -> str:
    found = re.search(r"^include:(.*(?:\n[ \t]*-.*|\n[ \t]+.*)*)", text, re.MULTILINE)
    return found.group(1) if found else ""


def _copy(source: str, target: str) -> None:
    if os.path.getsize(source) > COPIED_BYTES_MAX:
        raise OSError(f"{source} is larger than {COPIED_BYTES_MAX} bytes")
    with open(source, "rb") as read, os.fdopen(_private(target), "wb") as write:
        shutil.copyfileobj(read, write)


def _write(target: str, text: str) -> None:
    with os.fdopen(_private(target), "w", encoding="utf-8") as write:
        write.write(text)


def _private(path: str) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
