import { isJsonObject, type Json, type JsonObject, type PromptVariable } from '@regent/core';

/** One variable and its value; `undefined` where none is given. */
export interface Filled extends PromptVariable {
  readonly value: Json | undefined;
}

/** Words of Jinja that stand where a name could. */
const words =
  /^(if|elif|else|endif|for|in|endfor|set|endset|not|and|or|is|true|false|none|True|False|None|loop|raw|endraw|block|endblock|macro|endmacro|include|import|with|endwith|filter|endfilter|range|dict|lipsum|cycler|joiner|namespace|defined|undefined)$/;

/** Names that the text or the settings ask for, with what is typed for each. Blank counts as not given. */
export function fillVariables(
  content: string,
  settings: JsonObject,
  typed: Readonly<Record<string, string>>,
): readonly Filled[] {
  const input = isJsonObject(settings.input) ? settings.input : {};
  const schema = isJsonObject(input.schema) ? input.schema : {};
  const names = new Set([...namesIn(content), ...Object.keys(schema)]);
  return [...names].map((name) => {
    const type = typeof schema[name] === 'string' ? schema[name].toLowerCase() : 'string';
    const text = typed[name] ?? '';
    if (text === '') return { name, type, given: false, problem: null, value: undefined };
    const value = valueOf(text, type);
    return { name, type, given: true, problem: value === undefined ? `This is no ${type}.` : null, value };
  });
}

/** Of `{{ name }}` and of the expressions of blocks; what a block itself names (`for x`, `set x`) is none. */
function namesIn(content: string): readonly string[] {
  const own = new Set([...content.matchAll(/\{%-?\s*(?:for|set)\s+([A-Za-z_]\w*)/g)].map((match) => match[1]));
  const expressions = [...content.matchAll(/\{\{([\s\S]*?)\}\}|\{%-?([\s\S]*?)-?%\}/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  const bare = expressions.map((text) => text.replaceAll(/"[^"]*"|'[^']*'/g, ''));
  // Not after a dot or a filter's bar, and not a function.
  const found = bare.flatMap((text) =>
    [...text.matchAll(/(?<!\w)(?<![.|]\s*)[A-Za-z_]\w*\b(?!\s*\()/g)].map(([name]) => name),
  );
  return found.filter((name) => !words.test(name) && !own.has(name));
}

/** `undefined` where the text is no value of the type. Names of types are LiteLLM's. */
function valueOf(text: string, type: string): Json | undefined {
  switch (type) {
    case 'number':
    case 'float':
    case 'integer':
    case 'int': {
      const number = Number(text);
      const isWhole = Number.isInteger(number);
      return Number.isFinite(number) && (isWhole || type === 'number' || type === 'float') ? number : undefined;
    }
    case 'boolean':
    case 'bool':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'array':
    case 'list':
    case 'object':
    case 'dict': {
      const value = jsonOf(text);
      const isList = type === 'array' || type === 'list';
      return (isList ? Array.isArray(value) : isJsonObject(value)) ? value : undefined;
    }
    default:
      return text;
  }
}

function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json; // every value that JSON.parse gives is one
  } catch {
    return undefined;
  }
}
