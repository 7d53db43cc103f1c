import type { JsonObject } from '@regent/core';

/** A usual place to run or buy models, and what a deployment there starts with. */
export interface Preset {
  readonly id: string;
  readonly label: string;
  /** What is still to be filled in, or what goes wrong most often. */
  readonly note: string;
  readonly params: JsonObject & { readonly model: string };
}

/** Places that need more than the name of a provider, one row each: a further place is a further row, never a branch. `model` ends where the provider's own name begins. */
export const presets: readonly Preset[] = [
  {
    id: 'azure',
    label: 'Azure OpenAI',
    note: 'The model is the name of your deployment, not of the model.',
    params: { model: 'azure/', api_base: 'https://RESOURCE.openai.azure.com', api_version: '2024-10-21' },
  },
  {
    id: 'bedrock',
    label: 'Amazon Bedrock',
    note: 'Signs in with a credential of two AWS keys, or with a role.',
    params: { model: 'bedrock/', aws_region_name: 'us-east-1' },
  },
  {
    id: 'vertex',
    label: 'Google Vertex AI',
    note: 'Needs a project and a service account.',
    params: { model: 'vertex_ai/', vertex_project: '', vertex_location: 'us-central1' },
  },
  {
    id: 'ollama',
    label: 'Ollama',
    note: 'No /v1 at the end of the address; ollama_chat speaks its chat API.',
    params: { model: 'ollama_chat/', api_base: 'http://localhost:11434' },
  },
  {
    id: 'lm-studio',
    label: 'LM Studio',
    note: 'Start its local server first.',
    params: { model: 'lm_studio/', api_base: 'http://localhost:1234/v1' },
  },
  {
    id: 'mlx',
    label: 'MLX (mlx_lm.server)',
    note: 'The address ends with /v1.',
    params: { model: 'openai/', api_base: 'http://localhost:8080/v1' },
  },
  {
    id: 'vllm',
    label: 'vLLM',
    note: 'The model is what --served-model-name says.',
    params: { model: 'hosted_vllm/', api_base: 'http://localhost:8000/v1' },
  },
  {
    id: 'llama-swap',
    label: 'llama-swap',
    note: 'Swapping takes a while, so the time to the first answer is longer.',
    params: { model: 'openai/', api_base: 'http://localhost:8080/v1', timeout: 600 },
  },
  {
    id: 'llama-cpp',
    label: 'llama.cpp server',
    note: 'The address ends with /v1.',
    params: { model: 'openai/', api_base: 'http://localhost:8080/v1' },
  },
  {
    id: 'compatible',
    label: 'Anything that speaks OpenAI',
    note: 'Without an address, calls would go to OpenAI itself.',
    params: { model: 'openai/', api_base: 'https://' },
  },
];

/** A new deployment as the preset starts it; name and notes that were typed already stay. */
export function withPreset(data: JsonObject, preset: Preset): JsonObject {
  return { ...data, litellm_params: { ...preset.params } };
}
