import { expect, test } from 'vitest';
import { validateConfig } from '../validate.ts';

const model = (name: string, engine = '1.104.0') =>
  validateConfig(`model_list:\n  - {model_name: a, litellm_params: {model: "${name}"}}\n`, { engine }).map(
    ({ severity, code }) => `${severity} ${code}`,
  );
const hint = (name: string) =>
  validateConfig(`model_list:\n  - {model_name: a, litellm_params: {model: "${name}"}}\n`)[0]?.hint;

test('a name as Ollama has it is no model of Bedrock: without its provider it is dropped', () => {
  for (const name of ['qwen2.5:14b', 'llama3.1:8b', 'phi3.5', 'qwen2.5-coder', 'my.model'])
    expect(model(name)).toEqual(['error unknown-model']);
});

test('names that 1.104 finds without a provider are not reported', () => {
  const found = `amazon.nova-pro-v1:0 us.anthropic.claude-opus-4-6-v1 global.xai.grok-4.6 us-gov.xai.grok-4.6 writer.palmyra-x5-v1:0
    twelvelabs.pegasus-1-2-v1:0 davinci-002 babbage-002 dolphin chatdolphin c4ai-aya-expanse-32b ft:gpt-4o:team
    deep-research-pro-preview-12-2025 daybreak-red-latest chat-latest j2-mid jamba-1.5-large@001 medlm-large
    multimodalembedding text-multilingual-embedding-002 text-unicorn@001 1024-x-1024/gpt-image-1 high/1024-x-1536/gpt-image-1
    standard/1024-x-1024/dall-e-3 512-x-512/max-steps/stability.stable-diffusion-xl-v0`;
  for (const name of found.trim().split(/\s+/)) expect(model(name)).toEqual([]);
});

test('names of former catalogs are doubtful, and only to an engine that has lost them', () => {
  for (const name of [
    'gemma-2b',
    'glm-4.6',
    'kimi-k2',
    'text-bison',
    'codechat-bison',
    'fireworks-ai-default',
    'ada',
  ]) {
    expect(model(name)).toEqual(['warning unknown-model']);
    expect(model(name, '1.81.6')).toEqual([]);
  }
  expect(hint('gemma-2b')).toBe('Write provider/gemma-2b.');
});

test('before a slash stands a provider, whatever family the word is of', () => {
  for (const name of [
    'claude/claude-3-5-haiku',
    'gpt-4o/x',
    'together-ai/qwen',
    'llama.cpp/x',
    'us.anthropic/x',
    'arn:aws:bedrock:x/y',
  ])
    expect(model(name)).toEqual(['error unknown-provider']);
});

test('what people call a provider leads to its name', () => {
  expect(hint('claude/a')).toBe('Did you mean anthropic?');
  expect(hint('AWS/a')).toBe('Did you mean bedrock?');
  expect(hint('antropic/a')).toBe('Did you mean anthropic?');
  expect(hint('nothing-like-it/a')).toContain('for example openai/');
});
