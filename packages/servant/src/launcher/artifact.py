"""The artifact: `config.yaml`, `servant.env` and `artifact.json` in one folder.

`servant.env` is one JSON object, name to text: the whole environment of the Servant beyond the installation's own.
`artifact.json` says who wrote the pair; it is believed only as far as its hash agrees with what lies beside it.
"""

import hashlib
import json
import os
import re
from dataclasses import dataclass

ENVIRONMENT_FILE = "servant.env"
DESCRIPTION_FILE = "artifact.json"
MODEL_ENTRY = re.compile(rb"^\s*-?\s*[\"']?model_name[\"']?\s*:", re.MULTILINE)

Environment = dict[str, str]


@dataclass(frozen=True)
class Identity:
    """What a generation serves. `hash` is computed from the texts themselves; the others are None when nobody said."""

    hash: str
    fingerprint: str | None = None
    revision: int | None = None


def read_environment(path: str) -> Environment:
    """Raises OSError when the file cannot be read and ValueError when it is not an object of texts."""
    with open(path, encoding="utf-8") as file:
        return checked_environment(json.load(file))


def checked_environment(value: object) -> Environment:
    """`value` as an environment. Raises ValueError for anything but an object of texts, without quoting a value."""
    if not isinstance(value, dict):
        raise ValueError("an environment is one JSON object")
    wrong = sorted(name for name, text in value.items() if not isinstance(text, str) or "\0" in text)
    if wrong:
        raise ValueError("these names of the environment have no text as value: " + ", ".join(wrong))
    return dict(value)


def environment_beside(config: str) -> Environment:
    """The environment that lies beside `config`; empty when there is none."""
    path = os.path.join(os.path.dirname(os.path.abspath(config)), ENVIRONMENT_FILE)
    return read_environment(path) if os.path.exists(path) else {}


def identify(config: str, environment: Environment) -> Identity:
    """Hash of the pair, with fingerprint and revision where the description beside `config` speaks of this very pair."""
    own = artifact_hash(config, environment)
    try:
        path = os.path.join(os.path.dirname(os.path.abspath(config)), DESCRIPTION_FILE)
        with open(path, encoding="utf-8") as file:
            said = json.load(file)
        if said["hash"] == own:
            return Identity(own, said["fingerprint"], said["revision"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no description, or somebody else's: the hash alone identifies it
    return Identity(own)


def artifact_hash(config: str, environment: Environment) -> str:
    """SHA-256 over the text, a zero byte and the environment as canonical JSON; the drivers compute the same."""
    digest = hashlib.sha256()
    with open(config, "rb") as file:
        digest.update(file.read())
    canonical = json.dumps(environment, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    digest.update(b"\0" + canonical.encode())
    return digest.hexdigest()


def count_models(config: str) -> int:
    """About how many deployments the text has; only ever used to allow a large one more time."""
    with open(config, "rb") as file:
        return len(MODEL_ENTRY.findall(file.read()))
