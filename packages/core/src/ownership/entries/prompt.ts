import { boolean, choice, define, list, map, openMap, secret, text } from '../key-spec.ts';
import type { KeyDrafts } from '../key-spec.ts';
import { name } from './name.ts';

const strict = { strict: true } as const;

/** Those that the engine can start from its file; Langfuse and own code are named per request instead. */
const promptIntegrations = ['dotprompt', 'gitlab', 'bitbucket', 'arize_phoenix', 'generic_prompt_management'] as const;

const repository: KeyDrafts = {
  access_token: secret('Token that may read the repository.', { required: true }),
  auth_method: choice(['token', 'oauth', 'basic'], 'How the token is sent.', { default: 'token' }),
  branch: text('Branch that is read.'),
  prompts_path: text('Folder with the prompts.'),
  base_url: text('Address of the API, for an installation of your own.', { label: 'API address' }),
};

const promptParams: KeyDrafts = {
  prompt_integration: text('Where the prompt comes from.', {
    label: 'Comes from',
    values: promptIntegrations,
    required: true,
    strict: true,
  }),
  prompt_id: text('Id there, when it is another one.', { label: 'Id there', strict: true }),
  dotprompt_content: text('The template itself: settings between two lines of ---, then the text with {{variables}}.', {
    label: 'Template',
    multiline: true,
  }),
  prompt_data: openMap('Templates by id, as LiteLLM keeps them in memory.'),
  prompt_file: text('Path of a .prompt file beside the Servant.'),
  api_base: text('Address of the service.'),
  api_key: secret('Key of the service.', strict),
  provider_specific_query_params: openMap('Sent with each question to the service.', { label: 'Query parameters' }),
  gitlab_config: map(
    {
      project: text('Path or number of the project.', { required: true }),
      tag: text('Tag that is read.'),
      ...repository,
    },
    'A project at GitLab.',
    { label: 'GitLab', open: true },
  ),
  bitbucket_config: map(
    {
      workspace: text('Workspace.', { required: true }),
      repository: text('Repository.', { required: true }),
      username: text('User, where the token is a password.'),
      ...repository,
    },
    'A repository at Bitbucket.',
    { label: 'Bitbucket', open: true },
  ),
  ignore_prompt_manager_model: boolean('The request’s model counts, not the one that the prompt names.', {
    label: 'Ignore its model',
    default: false,
  }),
  ignore_prompt_manager_optional_params: boolean('The request’s parameters count, not those of the prompt.', {
    label: 'Ignore its parameters',
    default: false,
  }),
};

export const promptKeys = define('prompt', '', {
  prompts: list(
    map(
      {
        prompt_id: name('Id that requests refer to.'),
        litellm_params: map(promptParams, 'How it is fetched.', { required: true, open: true, strict: true }),
        prompt_info: openMap('What it is for.', strict),
      },
      'One prompt.',
      { open: true, strict: true },
    ),
    'Prompts.',
    strict,
  ),
});
