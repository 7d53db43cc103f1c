import { error, warning } from './rule.ts';

/** What an import of another origin than `config.yaml` can meet. */
export const importRules = {
  'json-syntax': error(
    'The file is not JSON',
    'The declarative format and an export are JSON: a comma too many, a comment or a missing quote ends the reading.',
    'Mend the named place; JSON knows no comments and no comma before a closing bracket.',
    '{"providers": {"relay": {"api_key": "…",}}}',
  ),
  'provider-without-key': warning(
    'A provider has no key',
    'Neither the file nor its local overlay gives the provider an `api_key`, and it inherits none. Its credentials and models are kept, disabled, and do not reach the engine.',
    'Put the key into `config.local.json`, or enter it in Regent and enable them there.',
    '{"providers": {"relay": {"api_base": "http://relay:8045", "interfaces": {"openai": null}}}}',
  ),
  'extend-unknown': error(
    'A provider extends one that does not exist',
    '`$extend` names a provider that stands neither in the file nor in its overlay.',
    'Correct the name; upper and lower case count.',
    '{"providers": {"eu": {"$extend": "uss"}, "us": {}}}',
  ),
  'extend-cycle': error(
    'Providers extend each other in a circle',
    'Each of them would start from the other, so that none has a beginning.',
    'Remove one `$extend` of the circle.',
    '{"providers": {"left": {"$extend": "right"}, "right": {"$extend": "left"}}}',
  ),
  'model-param-ignored': warning(
    'A parameter is derived and its own value ignored',
    'In the declarative format `model` and `litellm_credential_name` always follow from provider, interface and map key.',
    'Remove the parameter, or change the map key of the model.',
    '{"models": {"fast-9": {"litellm_params": {"model": "azure/not-this"}}}}',
  ),
  'secret-not-readable': warning(
    'A secret cannot be read back',
    'A running LiteLLM masks its secrets or leaves them out, and a stored one opens only with the key that it was sealed with. The item comes without it.',
    'Enter the secret in the staged item before applying, or import from the file that has it.',
    '# api_key: sk-****ab, as the admin API shows it',
  ),
  'not-taken-over': warning(
    'A part is not taken over',
    'The source holds something that has no place in the configuration of LiteLLM, or that this import does not know.',
    'Look at the named part, and add it by hand if it matters.',
    '{"version": 1, "items": [{"kind": "pricing_override", "name": "x", "data": {}}]}',
  ),
} as const;
