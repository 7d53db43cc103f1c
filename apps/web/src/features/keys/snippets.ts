export const clients = [
  { value: 'curl', label: 'curl' },
  { value: 'python', label: 'Python' },
  { value: 'node', label: 'Node' },
  { value: 'webui', label: 'Open WebUI' },
] as const;
export type Client = (typeof clients)[number]['value'];

interface Call {
  readonly endpoint: string;
  readonly key: string;
  readonly model: string;
}

/** A first call that works as it is pasted. */
export function snippet(client: Client, { endpoint, key, model }: Call): string {
  const url = `${endpoint.replace(/\/$/, '')}/v1`;
  switch (client) {
    case 'curl':
      return [
        `curl ${url}/chat/completions \\`,
        `  -H "Authorization: Bearer ${key}" \\`,
        '  -H "Content-Type: application/json" \\',
        `  -d '{"model": "${model}",`,
        `       "messages": [{"role": "user", "content": "Hello"}]}'`,
      ].join('\n');
    case 'python':
      return [
        'from openai import OpenAI',
        '',
        `client = OpenAI(base_url="${url}", api_key="${key}")`,
        'answer = client.chat.completions.create(',
        `    model="${model}",`,
        '    messages=[{"role": "user", "content": "Hello"}],',
        ')',
        'print(answer.choices[0].message.content)',
      ].join('\n');
    case 'node':
      return [
        "import OpenAI from 'openai';",
        '',
        `const client = new OpenAI({ baseURL: '${url}', apiKey: '${key}' });`,
        'const answer = await client.chat.completions.create({',
        `  model: '${model}',`,
        "  messages: [{ role: 'user', content: 'Hello' }],",
        '});',
        'console.log(answer.choices[0].message.content);',
      ].join('\n');
    case 'webui':
      return [`OPENAI_API_BASE_URL=${url}`, `OPENAI_API_KEY=${key}`].join('\n');
  }
}
