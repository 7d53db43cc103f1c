import type { CompletionSource } from '@codemirror/autocomplete';
import { keysOfKind } from '@regent/core';

const keys = keysOfKind('passthrough').map((spec) => ({
  label: spec.key,
  detail: spec.path,
  info: spec.help,
  type: 'property',
}));

/** Offers the keys that are known and that no other screen owns. */
export const completeKeys: CompletionSource = (context) => {
  const word = context.matchBefore(/^\s*[\w-]*/);
  return word && (word.text.trim() !== '' || context.explicit)
    ? { from: word.to - word.text.trimStart().length, options: keys }
    : null;
};
