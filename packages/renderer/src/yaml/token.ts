import type { Mark } from './problem.ts';

export type Token =
  | { readonly type: PlainTokenType; readonly start: Mark }
  | { readonly type: 'directive'; readonly start: Mark; readonly name: string; readonly value: readonly string[] }
  | { readonly type: 'alias' | 'anchor'; readonly start: Mark; readonly name: string }
  | { readonly type: 'tag'; readonly start: Mark; readonly handle: string | null; readonly suffix: string }
  | { readonly type: 'scalar'; readonly start: Mark; readonly value: string; readonly plain: boolean };

export type PlainTokenType =
  | 'stream-end'
  | 'document-start'
  | 'document-end'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | 'flow-sequence-start'
  | 'flow-sequence-end'
  | 'flow-mapping-start'
  | 'flow-mapping-end'
  | 'block-entry'
  | 'flow-entry'
  | 'key'
  | 'value';

export type TokenType = Token['type'];

/** What people call a token. */
export const tokenNames: Record<TokenType, string> = {
  'stream-end': 'the end of the file',
  'document-start': '"---"',
  'document-end': '"..."',
  'block-sequence-start': 'a list',
  'block-mapping-start': 'a map',
  'block-end': 'the end of the block',
  'flow-sequence-start': '"["',
  'flow-sequence-end': '"]"',
  'flow-mapping-start': '"{"',
  'flow-mapping-end': '"}"',
  'block-entry': '"-"',
  'flow-entry': '","',
  key: 'a key',
  value: '":"',
  directive: 'a directive',
  alias: 'an alias',
  anchor: 'an anchor',
  tag: 'a tag',
  scalar: 'a value',
};
