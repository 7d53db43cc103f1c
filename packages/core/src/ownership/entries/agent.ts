import { boolean, choice, define, integer, list, map, number, openMap, secret, text, texts } from '../key-spec.ts';
import type { KeyDrafts } from '../key-spec.ts';
import { name } from './name.ts';

const strict = { strict: true } as const;

const skill: KeyDrafts = {
  id: text('Short id.', { required: true }),
  name: text('Name.', { required: true }),
  description: text('What it does.', { required: true }),
  tags: texts('Words to find it by.', { required: true }),
  examples: texts('Requests that it answers.'),
};

/** The agent card of the A2A protocol. */
const card: KeyDrafts = {
  name: text('Name that clients see.', { label: 'Shown name' }),
  description: text('What it does.'),
  url: text('Where the agent answers.', { label: 'Address' }),
  version: text('Version of the agent.'),
  protocolVersion: text('Version of the A2A protocol.', { label: 'Protocol version' }),
  preferredTransport: choice(['JSONRPC', 'GRPC', 'HTTP+JSON'], 'How it is spoken to.', {
    label: 'Transport',
    default: 'JSONRPC',
  }),
  capabilities: map(
    {
      streaming: boolean('Answers may come as a stream.'),
      pushNotifications: boolean('It calls back when a task moves on.', { label: 'Push notifications' }),
      stateTransitionHistory: boolean('It tells how a task went.', { label: 'History of tasks' }),
    },
    'What it can do.',
    { open: true },
  ),
  skills: list(map(skill, 'One skill.', { open: true }), 'What it may be asked for.'),
  defaultInputModes: texts('Kinds of content that it takes.', { label: 'Takes' }),
  defaultOutputModes: texts('Kinds of content that it gives.', { label: 'Gives' }),
  provider: map({ organization: text('Organization.'), url: text('Address.') }, 'Who offers it.', { open: true }),
  iconUrl: text('Address of a picture.', { label: 'Icon' }),
  documentationUrl: text('Address of its documentation.', { label: 'Documentation' }),
  securitySchemes: openMap('How it wants to be signed in to.', { label: 'Security schemes' }),
  supportsAuthenticatedExtendedCard: boolean('Who is signed in sees more.', { label: 'Longer card' }),
};

const agentParams: KeyDrafts = {
  model: text('Model that LiteLLM calls instead of an A2A address.'),
  custom_llm_provider: text('Provider.'),
  api_base: text('Address that is called.'),
  api_key: secret('Key of the agent.'),
  cost_per_query: number('Price of a call.', { unit: 'USD', min: 0 }),
  input_cost_per_token: number('Price of a token that goes in.', { unit: 'USD', min: 0 }),
  output_cost_per_token: number('Price of a token that comes out.', { unit: 'USD', min: 0 }),
};

export const agentKeys = define('agent', '', {
  agent_list: list(
    map(
      {
        agent_name: name('Name.'),
        agent_card_params: map(card, 'The card that clients see.', { label: 'Card', required: true, open: true }),
        litellm_params: map(agentParams, 'How it is called.', { open: true, strict: true }),
        tpm_limit: integer('Tokens per minute.', { min: 0 }),
        rpm_limit: integer('Requests per minute.', { min: 0 }),
        session_tpm_limit: integer('Tokens per minute of one session.', { min: 0 }),
        session_rpm_limit: integer('Requests per minute of one session.', { min: 0 }),
        static_headers: openMap('Headers that are always sent.'),
        extra_headers: texts('Headers of the caller that are passed on.'),
        object_permission: openMap('Tools and models that it may use.'),
      },
      'One agent.',
      { open: true, strict: true },
    ),
    'Agents.',
    strict,
  ),
});
