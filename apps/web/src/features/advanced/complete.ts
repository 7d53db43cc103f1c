import type { CompletionContext, CompletionSource } from '@codemirror/autocomplete';
import { childSpec, type ItemKind, type KeySpec, keySpecAt, keySpecs, sectionOrder } from '@regent/core';
import { kindWords } from '../../locale/en.ts';

/** Offers the keys that are known at this depth, and the values of a key that has some; owned ones say whose they are. */
export const completeKeys: CompletionSource = (context) => {
  const value = context.matchBefore(/^\s*(- )?[\w-]+:\s+[\w-]*/);
  if (value) return completeValue(context, value.text);
  const word = context.matchBefore(/^\s*(- )?[\w-]*/);
  if (!word || (word.text.trim() === '' && !context.explicit)) return null;
  const typed = /[\w-]*$/.exec(word.text)?.[0] ?? '';
  const options = keysAt(pathAbove(context)).map((spec) => ({
    label: spec.key,
    detail: ownerOf(spec.kind),
    info: spec.help,
    type: 'property',
    // What belongs here comes before what belongs elsewhere.
    boost: spec.kind === 'passthrough' ? 1 : 0,
    apply: `${spec.key}: `,
  }));
  return options.length === 0 ? null : { from: word.to - typed.length, options };
};

function completeValue(context: CompletionContext, text: string) {
  const [, key = ''] = /([\w-]+):\s+[\w-]*$/.exec(text) ?? [];
  const spec = keysAt(pathAbove(context)).find((one) => one.key === key);
  const values = spec?.type === 'boolean' ? ['true', 'false'] : (spec?.values ?? []);
  if (values.length === 0) return null;
  const typed = /[\w-]*$/.exec(text)?.[0] ?? '';
  return { from: context.pos - typed.length, options: values.map((label) => ({ label, type: 'enum' })) };
}

const ownerOf = (kind: ItemKind) => (kind === 'passthrough' ? '' : `belongs to ${kindWords[kind].one}`);

/** Known keys below a path; the sections at the top. */
function keysAt(path: readonly (string | number)[]): readonly KeySpec[] {
  if (path.length === 0) return sectionOrder.flatMap((section) => keySpecAt([section]) ?? sectionSpec(section));
  const inSection = keySpecs.filter((spec) => spec.path === `${path.join('.')}.${spec.key}`);
  if (inSection.length > 0) return inSection;
  const spec = keySpecAt(path);
  return spec?.fields ?? (spec === undefined ? [] : (childSpec(spec, 0)?.fields ?? []));
}

/** A settings section is no key of its own in the table. */
function sectionSpec(section: string): KeySpec[] {
  const first = keySpecs.find((spec) => spec.path.startsWith(`${section}.`));
  return first === undefined
    ? []
    : [{ ...first, kind: 'passthrough', key: section, path: section, help: 'Settings of several screens.' }];
}

/** The keys that the line of the cursor stands below, by indentation. */
function pathAbove(context: CompletionContext): (string | number)[] {
  const { doc } = context.state;
  const here = doc.lineAt(context.pos);
  let indent = here.text.length - here.text.trimStart().length + (/^\s*- /.test(here.text) ? 2 : 0);
  const path: (string | number)[] = [];
  for (let number = here.number - 1; number > 0 && indent > 0; number--) {
    const [, spaces = '', dash = '', key] = /^(\s*)(- )?([\w-]+):\s*$/.exec(doc.line(number).text) ?? [];
    if (key === undefined || spaces.length >= indent) continue;
    path.unshift(...(dash === '' ? [key] : [0, key]));
    indent = spaces.length;
  }
  return path;
}
