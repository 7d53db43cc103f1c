/** Deterministic content of the demo provider: the same request always gets the same answer. */

export interface ChatMessage {
  readonly role: string;
  readonly content: unknown;
}

export const demoModels = ['demo-chat', 'demo-echo', 'demo-slow', 'demo-embedding'] as const;

/** Names the upstream model, so that a chat through the gateway shows which deployment answered. */
export function answerText(model: string, messages: readonly ChatMessage[]): string {
  const last = messages.findLast((message) => message.role === 'user');
  return `${model} here. You said: ${textOf(last?.content)}`;
}

export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) =>
      typeof part === 'object' && part && 'text' in part && typeof part.text === 'string' ? part.text : '',
    )
    .join('');
}

/** A token is a word here; real enough for usage and spend. */
export const countTokens = (text: string): number => text.split(/\s+/).filter(Boolean).length;

export function usageOf(messages: readonly ChatMessage[], answer: string) {
  const prompt = messages.reduce((sum, message) => sum + countTokens(textOf(message.content)), 0);
  const completion = countTokens(answer);
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

/** A unit vector of `size` numbers that depends only on the text. */
export function embed(text: string, size: number): number[] {
  let state = 2166136261;
  for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16777619);
  const raw = Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
  const norm = Math.hypot(...raw) || 1;
  return raw.map((value) => value / norm);
}
