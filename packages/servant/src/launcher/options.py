"""The command line of the launcher."""

import argparse
from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    config: str | None
    environment: str | None
    host: str
    port: int
    workers: int
    control: str | None
    state: str
    log: str | None
    ready_s: float | None
    drain_s: float
    idle_s: float
    fallback: bool
    trial: bool
    arguments: list[str]


def parse_options(words: list[str]) -> Options:
    """Ends the process with a usage message when the words make no sense."""
    parser = argparse.ArgumentParser(description="Imports LiteLLM once and forks generations of workers.")
    parser.add_argument("--config", help="the config.yaml to serve first")
    parser.add_argument("--environment", help="its servant.env; else the one beside it")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=4000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--control", help="unix socket for requests")
    parser.add_argument("--state", default="launcher-state", help="folder for the kept copies")
    parser.add_argument("--log", help="file; rotated at 10 MB, five are kept")
    parser.add_argument("--ready-s", type=float, help="else 30 s and 6 ms for each model")
    parser.add_argument("--drain-s", type=float, default=120)
    parser.add_argument("--idle-s", type=float, default=6, help="how long idle kept connections may stay while draining")
    parser.add_argument("--fallback", action="store_true", help="if the first does not start, serve the last good copy")
    parser.add_argument("--trial", action="store_true", help="import LiteLLM and end: 0 if it would be fit to fork")
    parser.add_argument("arguments", nargs="*", help="after --: further options for LiteLLM's own command line")
    return Options(**vars(parser.parse_args(words)))
