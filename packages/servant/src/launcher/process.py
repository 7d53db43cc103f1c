"""Forking, and what Linux offers to keep forks from outliving or outgrowing their parent."""

import atexit
import ctypes
import os
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass
class Child:
    pid: int
    output: int  # read end of the child's stdout and stderr
    channel: socket.socket


def fork_child(body: Callable[[socket.socket], int | None], keep: set[int], kind: int) -> Child:
    """Forks `body(channel)` into its own session. In the child only stdin, the log pipe, the channel and `keep`
    stay open; it never returns into the caller's stack. A child gets SIGTERM when this process dies."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, kind)
    read_end, write_end = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        code = 70
        try:
            _enter_child(parent, write_end, keep | {theirs.fileno()})
            code = body(theirs) or 0
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else (1 if stop.code else 0)
            if isinstance(stop.code, str):
                print(stop.code, file=sys.stderr)
        except BaseException:
            traceback.print_exc()
        finally:
            _leave_child(code)
    theirs.close()
    os.close(write_end)
    os.set_blocking(read_end, False)
    ours.setblocking(False)
    return Child(pid, read_end, ours)


def adopt_channel(fd: int) -> socket.socket:
    """A channel that an earlier image of this process has opened."""
    channel = socket.socket(fileno=fd)
    channel.setblocking(False)
    return channel


def spawn_quiet(command: list[str], env: dict[str, str], given: bytes) -> tuple[int, int]:
    """Starts a program in its own session with `given` as its input; returns its pid and a file that takes all it prints."""
    output, source = os.memfd_create("output"), memory_file("input", given)
    actions = [(os.POSIX_SPAWN_DUP2, source, 0), (os.POSIX_SPAWN_DUP2, output, 1), (os.POSIX_SPAWN_DUP2, output, 2)]
    pid = os.posix_spawn(command[0], command, env, file_actions=actions, setsid=True)
    os.close(source)
    return pid, output


def memory_file(name: str, content: bytes) -> int:
    """An anonymous file at its beginning: for what must neither lie on a disk nor show in an environment."""
    memory = os.memfd_create(name)
    with os.fdopen(os.dup(memory), "wb") as write:
        write.write(content)
    os.lseek(memory, 0, os.SEEK_SET)
    return memory


def read_whole(memory: int) -> bytes:
    """All of an anonymous file, which is closed."""
    with os.fdopen(memory, "rb") as read:
        read.seek(0)
        return read.read()


def change_environment(changes: Mapping[str, str | None]) -> None:
    """Sets names, or removes those with None, for this process and what it starts; `/proc` goes on showing the old."""
    for name, value in changes.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def become_subreaper() -> None:
    """Orphans of dead workers (a query engine, say) become our children, so that they can be ended and reaped."""
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def kill_group(leader: int, sig: int) -> bool:
    """Signals the process group that a child leads; False when nothing is left of it."""
    try:
        os.killpg(leader, sig)
        return True
    except (ProcessLookupError, PermissionError):
        return False


def kill_child(pid: int) -> None:
    """Kills a child that was not reaped yet, with its group. A fork of a moment ago does not lead a group yet."""
    kill_group(pid, signal.SIGKILL)
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def memory_kib(pid: int) -> tuple[int, int]:
    """(rss, pss) in KiB; zeros for a process that is gone."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as rollup:
            rows = dict(line.split(":", 1) for line in rollup if ":" in line and line[0].isupper())
        return int(rows["Rss"].split()[0]), int(rows["Pss"].split()[0])
    except (OSError, KeyError, ValueError):
        return 0, 0


def _enter_child(parent: int, output: int, keep: set[int]) -> None:
    signal.set_wakeup_fd(-1)
    for sig in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD, signal.SIGHUP):
        signal.signal(sig, signal.SIG_DFL)
    os.setsid()
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)  # the parent died between fork and prctl
    os.dup2(output, 1)
    os.dup2(output, 2)
    keep = keep | {0, 1, 2}
    for fd in [int(name) for name in os.listdir("/proc/self/fd")]:
        if fd not in keep:
            try:
                os.close(fd)
            except OSError:
                pass


def _leave_child(code: int) -> None:
    """Ends as an interpreter would (threads joined, atexit run: LiteLLM prints refusals and prisma stops its
    engine there) without unwinding the launcher's frames."""
    try:
        threading._shutdown()
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)
