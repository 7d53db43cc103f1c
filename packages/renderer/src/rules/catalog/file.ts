import { error, warning } from './rule.ts';

/** The file as a whole. */
export const fileRules = {
  'file-unreadable': error(
    'The file cannot be read',
    'It is missing, a folder, or not readable for this user.',
    'Check the path and its permissions.',
    '# regent-render validate nope.yaml',
  ),
  'not-utf8': error(
    'The file is not UTF-8',
    'The engine reads its file as UTF-8 and stops at the first byte that is not.',
    'Save the file as UTF-8 without a byte order of its own (not UTF-16, not Latin-1).',
    '# caf\\xE9',
  ),
  'file-too-large': error(
    'The file is too large',
    'It is longer than this program reads.',
    'Split it with `include`, or remove what is not configuration.',
    '# 20 MB of comments',
  ),
  'empty-file': error(
    'The file is empty',
    'The engine refuses to start with a file that holds nothing but comments.',
    'Add at least `model_list: []`.',
    '# nothing here',
  ),
  'yaml-syntax': error(
    'The file is not YAML',
    'The engine reads YAML 1.1 and stops here: a tab, a quote that is never closed, a wrong indentation, an unknown tag or alias, a second document.',
    'Mend the named place; texts that begin with `*`, `&`, `!`, `%`, `@` or hold `: ` need quotes.',
    'model_list:\n\t- model_name: gpt',
  ),
  'top-level-not-a-map': error(
    'The top level is not a map',
    'A configuration file is a map of sections; a list or a text cannot be read.',
    'Put the list under `model_list:`.',
    '- model_name: gpt',
  ),
  'duplicate-key': warning(
    'A key stands twice',
    'The engine silently takes the last one and forgets the others.',
    'Keep one of them.',
    'router_settings:\n  num_retries: 5\n  num_retries: 1',
  ),
  'key-not-text': warning(
    'A key is not text',
    'Bare `on`, `off`, `yes`, `no`, numbers and dates are not text in YAML 1.1. In known sections the engine refuses to start or drops the entry.',
    'Put the key into quotes.',
    'router_settings:\n  model_group_alias:\n    on: gpt',
  ),
  'include-missing': error(
    'An included file is missing',
    'The engine refuses to start when a file of `include` cannot be read.',
    'Correct the path (it is relative to this file), or remove it.',
    'include: [nope.yaml]',
  ),
  'include-loop': warning(
    'A file includes itself',
    'The engine reads it again and again until nothing new comes; entries may stand twice.',
    'Remove the loop.',
    'include: [config.yaml]',
  ),
  'include-replaces': warning(
    'An included file replaces a section',
    'Maps of an included file replace the map of this file as a whole; only lists are appended.',
    'Keep each map in one file.',
    'include: [general.yaml]\ngeneral_settings:\n  alerting: [slack]',
  ),
  'render-mismatch': error(
    'The written text does not read back equal',
    'A value cannot be written as YAML, or the renderer has a bug.',
    'Report it with the value; nothing was written.',
    '# never in a file',
  ),
  'secret-missing': error(
    'A secret is not in the vault',
    'An item refers to a version of a secret that was purged or never stored.',
    'Enter the secret again.',
    '# api_key: {$secret: …, version: 3}',
  ),
} as const;
