"""Copies those files of the installed LiteLLM that Regent reads, with a note of its version, into a folder."""

import json
import shutil
import sys
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

FILES = (
    "litellm/proxy/public_endpoints/provider_create_fields.json",
    "litellm/model_prices_and_context_window_backup.json",
    "litellm/integrations/callback_configs.json",
)
MIGRATIONS = "litellm_proxy_extras/migrations"


def packages_of(module: str) -> Path:
    """Where the packages lie; the module itself is not imported."""
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise SystemExit(f"this image has no {module}")
    return Path(spec.origin).parent.parent


def main() -> None:
    number = version("litellm")
    home = Path(sys.argv[1]) / number
    for name in FILES:
        target = home / "packages" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(packages_of("litellm") / name, target)
    shutil.copytree(packages_of("litellm_proxy_extras") / MIGRATIONS, home / "packages" / MIGRATIONS)
    (home / "engine.json").write_text(json.dumps({"packages": "packages", "version": number}))


main()
