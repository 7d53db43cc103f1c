import type { JsonObject, PromptMessage, PromptPreview } from '@regent/core';
import { messagesOf, renderText } from './render.ts';
import { promptTemplate } from './template.ts';
import { type Filled, fillVariables } from './variables.ts';

export interface PromptTyped {
  readonly data: JsonObject;
  /** What is typed for each variable. */
  readonly values: Readonly<Record<string, string>>;
}

/** What a request with these values would send, from what is typed. Pure; asks nobody. */
export function previewPrompt({ data, values }: PromptTyped): PromptPreview {
  const template = promptTemplate(data);
  if (template.state !== 'template') return template;
  const { content, settings, looksLikeSettings } = template;
  const filled = fillVariables(content, settings, values);
  const text = renderText(content, new Map(filled.map(({ name, value }) => [name, value])));
  const messages = text === null ? null : messagesOf(text);
  const { model, input: _, output: __, ...parameters } = settings;
  return {
    state: 'template',
    variables: filled.map(({ value: _value, ...variable }) => variable),
    messages,
    model: typeof model === 'string' && model !== '' ? model : null,
    parameters,
    notes: [
      ...(looksLikeSettings
        ? [
            'The lines between --- are read as text: --- must be the very first line, and a line must follow the second.',
          ]
        : []),
      ...(messages === null ? ['It holds more than plain {{names}}: only the gateway fills it in.'] : []),
      ...(messages?.length === 0 ? ['Nothing is left of it: LiteLLM sends no message of this prompt.'] : []),
      ...valueNotes(filled, content, messages),
    ],
  };
}

function valueNotes(filled: readonly Filled[], content: string, messages: readonly PromptMessage[] | null): string[] {
  const texts = filled.flatMap(({ name, value }) => (typeof value === 'string' ? [{ name, value }] : []));
  const escaped = texts.filter(({ value }) => /[&<>'"]/.test(value)).map(({ name }) => name);
  const speaks = texts.filter(({ value }) => /^\s*(System|User|Assistant):/m.test(value)).map(({ name }) => name);
  const before = messagesOf(content).length;
  return [
    ...(escaped.length > 0
      ? [`LiteLLM writes & < > and quotes in ${escaped.join(', ')} as for HTML; the model sees &amp; and the like.`]
      : []),
    ...(speaks.length > 0 && messages !== null && messages.length !== before
      ? [`A line of ${speaks.join(', ')} begins with a role and becomes a message of its own.`]
      : []),
  ];
}
