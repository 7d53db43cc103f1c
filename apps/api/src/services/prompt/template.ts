import { isJsonObject, type Json, type JsonObject } from '@regent/core';
import { parseConfig } from '@regent/renderer';

/** A prompt's text and its settings, as LiteLLM takes them from the item. */
export type PromptTemplate =
  | {
      readonly state: 'template';
      readonly content: string;
      readonly settings: JsonObject;
      /** Lines that look like settings and are read as text. */
      readonly looksLikeSettings: boolean;
    }
  | { readonly state: 'elsewhere'; readonly reason: string }
  | { readonly state: 'broken'; readonly reason: string };

/** `prompt_data` outranks `prompt_file`, and that the template in the item (litellm/integrations/dotprompt). */
export function promptTemplate(data: JsonObject): PromptTemplate {
  const params = mapOf(data.litellm_params);
  const from = textOf(params.prompt_integration);
  if (from !== '' && from !== 'dotprompt')
    return { state: 'elsewhere', reason: `The gateway fetches the text from ${from}; it is not here.` };
  if (isJsonObject(params.prompt_data) && Object.keys(params.prompt_data).length > 0)
    return fromData(params.prompt_data, textOf(params.prompt_id) || textOf(data.prompt_id));
  if (textOf(params.prompt_file) !== '')
    return { state: 'elsewhere', reason: 'The text lies in a file beside the Servant; it is not here.' };
  const text = textOf(params.dotprompt_content);
  return text.trim() === '' ? { state: 'broken', reason: 'There is no template yet.' } : fromText(text);
}

/** The first line must be `---`, and a line break must follow the second one. */
const SETTINGS = /^---\s*\n(?<settings>[\s\S]*?)\n---\s*\n(?<content>[\s\S]*)$/;

function fromText(text: string): PromptTemplate {
  const parts = SETTINGS.exec(text)?.groups;
  if (parts === undefined) {
    const looksLikeSettings = text.trimStart().startsWith('---');
    return { state: 'template', content: text.trim(), settings: {}, looksLikeSettings };
  }
  const { settings = '', content = '' } = parts;
  const { document, diagnostics } = parseConfig(settings);
  const [first] = diagnostics;
  if (document === undefined && first !== undefined && first.code !== 'empty-file')
    return { state: 'broken', reason: `Its settings are not read, line ${(first.line ?? 0) + 1}: ${first.message}` };
  return { state: 'template', content: content.trim(), settings: document ?? {}, looksLikeSettings: false };
}

function fromData(data: JsonObject, id: string): PromptTemplate {
  const found = 'content' in data ? data : data[id];
  if (!isJsonObject(found)) return { state: 'broken', reason: `prompt_data holds no template of the name ${id}.` };
  return {
    ...{ state: 'template', content: textOf(found.content), settings: mapOf(found.metadata) },
    looksLikeSettings: false,
  };
}

const mapOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
