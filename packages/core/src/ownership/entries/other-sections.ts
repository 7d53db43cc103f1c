import { choice, define, list, map, mapOf, openMap, text, texts } from '../key-spec.ts';
import { credentialDrafts } from './model.ts';
import { name } from './name.ts';

const strict = { strict: true } as const;

const providerSettings = (what: string) =>
  list(
    map({ custom_llm_provider: text('Provider.', { required: true }), ...credentialDrafts }, 'One provider.', {
      open: true,
    }),
    what,
    strict,
  );

/** Sections that no item kind models; they live in passthrough. */
export const otherSections = define('passthrough', '', {
  include: texts('Further files; lists are appended, maps replaced.', strict),
  policies: mapOf(openMap('One policy.', strict), 'Policies: which guardrails run for whom.', strict),
  policy_attachments: list(openMap('One attachment.'), 'Where policies count.'),
  mcp_tools: list(
    map(
      {
        name: name('Name.'),
        description: text('What it does.'),
        input_schema: openMap('Input.'),
        handler: text('Dotted Python path.', { required: true }),
      },
      'One tool.',
      { open: true, strict: true },
    ),
    'Tools written in Python.',
    strict,
  ),
  sandbox_tools: list(openMap('One sandbox.'), 'Sandboxes that run code.'),
  assistant_settings: map(
    {
      custom_llm_provider: choice(['azure', 'openai'], 'Provider.'),
      litellm_params: map(credentialDrafts, 'How it is called.', { open: true }),
    },
    'The Assistants API.',
    { open: true },
  ),
  files_settings: providerSettings('Providers of the Files API.'),
  finetune_settings: providerSettings('Providers of the fine-tuning API.'),
  default_vertex_config: map(credentialDrafts, 'Vertex AI for pass-through.', { open: true, strict: true }),
  worker_registry: list(
    map(
      { worker_id: name('Id.'), name: name('Name.'), url: text('Address.', { required: true, strict: true }) },
      'One worker.',
      strict,
    ),
    'Workers of a control plane.',
    { licence: 'fatal', strict: true },
  ),
});
