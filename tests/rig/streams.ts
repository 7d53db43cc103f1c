/** One streamed answer: how it ended, and its text. */
export interface StreamResult {
  readonly complete: boolean;
  readonly usage: boolean;
  readonly text: string;
}

export interface StreamOptions {
  readonly gatewayUrl: string;
  readonly key: string;
  readonly model: string;
  /** The demo provider answers with about as many words. */
  readonly words: number;
}

/** Asks for a stream and reads it to its end. */
export async function readStream({ gatewayUrl, key, model, words }: StreamOptions): Promise<StreamResult> {
  const response = await fetch(`${gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      model,
      stream: true,
      stream_options: { include_usage: true },
      messages: [{ role: 'user', content: Array.from({ length: words }, (_, index) => `word${index}`).join(' ') }],
    }),
  });
  const body = await response.text();
  const chunks = body
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line) => JSON.parse(line.slice('data: '.length)));
  return {
    complete: body.trimEnd().endsWith('data: [DONE]'),
    usage: chunks.some((chunk) => chunk.usage),
    text: chunks.map((chunk) => chunk.choices[0]?.delta?.content ?? '').join(''),
  };
}
