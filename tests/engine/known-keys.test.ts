import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installEngine } from '@regent/servant';
import { expect, test } from 'vitest';
import { engineFolder, repository } from '../rig/folders.ts';

/** Reads the sources without running them: arguments, typed fields, module variables, and keys that are looked up by name. */
const COLLECT = `
import ast, importlib.util, json, os, re

home = os.path.dirname(importlib.util.find_spec("litellm").origin)
source = lambda path: open(os.path.join(home, path), encoding="utf8").read()

def body(path, name):
    return next(node.body for node in ast.walk(ast.parse(source(path))) if isinstance(node, ast.ClassDef) and node.name == name)

def arguments(path, name):
    start = next(node for node in body(path, name) if isinstance(node, ast.FunctionDef) and node.name == "__init__")
    return {one.arg for one in start.args.args + start.args.kwonlyargs} - {"self"}

def fields(path, *names):
    return {node.target.id for name in names for node in body(path, name) if isinstance(node, ast.AnnAssign)}

def variables(path):
    nodes = ast.parse(source(path)).body
    targets = [node.target for node in nodes if isinstance(node, ast.AnnAssign)]
    targets += [one for node in nodes if isinstance(node, ast.Assign) for one in node.targets]
    return {one.id for one in targets if isinstance(one, ast.Name)}

everything = "\\n".join(
    source(os.path.relpath(os.path.join(folder, name), home))
    for folder, _, names in os.walk(os.path.join(home, "proxy"))
    for name in names
    if name.endswith(".py")
)

def looked_up(section):
    gets = re.findall(section + r"""(?:\\s*or\\s*\\{\\}\\s*\\))?(?:\\.get\\(\\s*|\\[)["']([a-z0-9_]+)["']""", everything)
    return {*gets, *re.findall(r"""["']([a-z0-9_]+)["']\\s+in\\s+(?:self\\.)?""" + section + r"\\b", everything)}

prices = ("MirroredPricingParams", "CustomPricingLiteLLMParams")
found = {
    "router_settings": arguments("router.py", "Router"),
    "general_settings": fields("proxy/_types.py", "ConfigGeneralSettings") | looked_up("general_settings"),
    "litellm_settings": looked_up("litellm_settings") | {name for name in variables("__init__.py") if re.match("[a-z]", name)},
    "litellm_settings.cache_params": arguments("caching/caching.py", "Cache"),
    "model_list.*.litellm_params": fields("types/router.py", "CredentialLiteLLMParams", "GenericLiteLLMParams") | fields("types/utils.py", *prices),
    "model_list.*.model_info": fields("types/router.py", "ModelInfo") | fields("types/utils.py", "MirroredPricingParams"),
}
print(json.dumps({section: sorted(keys) for section, keys in found.items()}, indent=2))
`;

test('the list of keys that the tables are held against is the list of this engine', async () => {
  const { python } = await installEngine({ folder: engineFolder() });
  const { stdout } = await promisify(execFile)(python, ['-c', COLLECT]);
  await expect(stdout).toMatchFileSnapshot(join(repository, 'packages/core/src/ownership/testdata/engine-keys.json'));
});
