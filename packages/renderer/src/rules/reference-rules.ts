import type { Json, Location } from '@regent/core';
import { type Context, entriesOf, isKnownModel, isMap, listOr, mapOr, type RuleFinding, valueIn } from './context.ts';
import { suggestModel } from './fallback-rules.ts';
import { nearest } from './spelling.ts';
import { isReference } from './value-rules.ts';

/** Names that must lead somewhere: credentials, models, guardrails, policies, MCP servers. */
export function referenceRules(context: Context): RuleFinding[] {
  return [
    ...checkCredentials(context),
    ...modelPlaces(context).flatMap((place) => checkModel(context, place)),
    ...checkRoutingGroups(context),
    ...checkPolicies(context),
    ...checkTools(context),
  ];
}

function checkCredentials(context: Context): RuleFinding[] {
  if (!context.namesComplete) return [];
  const names = new Set(entriesOf(context.document, 'credential_list').map(({ entry }) => entry.credential_name));
  return context.deployments.flatMap(({ index, params }): RuleFinding[] => {
    const name = params.litellm_credential_name;
    if (typeof name !== 'string' || isReference(name) || names.has(name)) return [];
    const suggestion = nearest(
      name,
      [...names].filter((known) => typeof known === 'string'),
    );
    const hint =
      suggestion === undefined ? 'Add it to credential_list, or correct the name.' : `Did you mean ${suggestion}?`;
    return [
      {
        code: 'dangling-credential',
        location: ['model_list', index, 'litellm_params', 'litellm_credential_name'],
        message: `There is no credential ${JSON.stringify(name)}.`,
        hint,
      },
    ];
  });
}

interface Place {
  readonly location: Location;
  readonly name: string;
  /** Every call fails when the model is not there. */
  readonly grave?: boolean;
}

const modelLists = [
  ['router_settings', 'background_health_check_model_groups'],
  ['general_settings', 'background_health_check_model_groups'],
  ['litellm_settings', 'model_group_settings', 'forward_client_headers_to_llm_api'],
  ['litellm_settings', 'public_model_groups'],
] as const;
const modelMaps = [
  ['router_settings', 'model_group_retry_policy'],
  ['router_settings', 'model_group_affinity_config'],
  ['litellm_settings', 'public_model_groups_links'],
] as const;
const modelTexts = [
  { location: ['general_settings', 'completion_model'], grave: true },
  { location: ['general_settings', 'image_generation_model'], grave: true },
  { location: ['general_settings', 'moderation_model'], grave: true },
  { location: ['litellm_settings', 'mcp_tool_search', 'embedding_model'] },
] as const;
const routerModels = [
  'auto_router_default_model',
  'auto_router_embedding_model',
  'complexity_router_default_model',
  'adaptive_router_default_model',
  'quality_router_default_model',
];

function modelPlaces(context: Context): Place[] {
  const { document } = context;
  const lists = modelLists.flatMap((location) => namesIn(valueIn(document, location), location));
  const maps = modelMaps.flatMap((location) =>
    Object.keys(mapOr(valueIn(document, location))).map((name) => ({ name, location: [...location, name] })),
  );
  const texts = modelTexts.flatMap(({ location, ...more }): Place[] => {
    const name = valueIn(document, location);
    return typeof name === 'string' ? [{ name, location, ...more }] : [];
  });
  const routers = context.deployments.flatMap(({ index, params }) =>
    routerModels.flatMap((key): Place[] =>
      typeof params[key] === 'string'
        ? [{ name: params[key], location: ['model_list', index, 'litellm_params', key], grave: true }]
        : [],
    ),
  );
  const roles = entriesOf(document, 'general_settings', 'role_permissions').flatMap(({ entry, location }) =>
    namesIn(entry.models, [...location, 'models']),
  );
  const groups = entriesOf(document, 'router_settings', 'routing_groups').flatMap(({ entry, location }) =>
    namesIn(entry.models, [...location, 'models']),
  );
  return [...lists, ...maps, ...texts, ...routers, ...roles, ...groups];
}

function namesIn(value: Json | undefined, location: Location): Place[] {
  return listOr(value).flatMap((name, index) =>
    typeof name === 'string' ? [{ name, location: [...location, index] }] : [],
  );
}

function checkModel(context: Context, place: Place): RuleFinding[] {
  if (isKnownModel(context, place.name) || place.name === '') return [];
  return [
    {
      code: 'dangling-model',
      location: place.location,
      message: `There is no model ${JSON.stringify(place.name)}.`,
      ...suggestModel(context, place.name),
      ...(place.grave === true ? { severity: 'error' as const } : {}),
    },
  ];
}

function checkRoutingGroups(context: Context): RuleFinding[] {
  const owner = new Map<string, Json | undefined>();
  return entriesOf(context.document, 'router_settings', 'routing_groups').flatMap(({ entry, location }) =>
    namesIn(entry.models, [...location, 'models']).flatMap(({ name, location: at }): RuleFinding[] => {
      const first = owner.get(name);
      if (!owner.has(name)) owner.set(name, entry.group_name);
      return first === undefined || first === entry.group_name
        ? []
        : [
            {
              code: 'overlapping-groups',
              location: at,
              message: `${JSON.stringify(name)} is in the routing group ${JSON.stringify(first)} already; the engine refuses to start.`,
            },
          ];
    }),
  );
}

function checkPolicies(context: Context): RuleFinding[] {
  if (!context.namesComplete) return [];
  const guardrails = new Set(entriesOf(context.document, 'guardrails').map(({ entry }) => entry.guardrail_name));
  const policies = mapOr(context.document.policies);
  const inPolicies = Object.entries(policies).flatMap(([name, policy]) => {
    const at = ['policies', name, 'guardrails'];
    const lists = mapOr(mapOr(policy).guardrails);
    return [...namesIn(lists.add, [...at, 'add']), ...namesIn(lists.remove, [...at, 'remove'])];
  });
  const inEndpoints = entriesOf(context.document, 'general_settings', 'pass_through_endpoints').flatMap(
    ({ entry, location }) => [
      ...namesIn(entry.guardrails, [...location, 'guardrails']),
      ...(isMap(entry.guardrails)
        ? Object.keys(entry.guardrails).map((name) => ({ name, location: [...location, 'guardrails', name] }))
        : []),
    ],
  );
  const inModels = context.deployments.flatMap(({ index, params }) =>
    namesIn(params.guardrails, ['model_list', index, 'litellm_params', 'guardrails']),
  );
  const ghosts = [...inPolicies, ...inEndpoints, ...inModels].filter(({ name }) => !guardrails.has(name));
  const attachments = entriesOf(context.document, 'policy_attachments').flatMap(
    ({ entry, location }): RuleFinding[] => {
      const name = entry.policy;
      const ghost = typeof name === 'string' && !Object.hasOwn(policies, name);
      return ghost
        ? [
            {
              code: 'dangling-policy',
              location: [...location, 'policy'],
              message: `There is no policy ${JSON.stringify(name)}.`,
            },
          ]
        : [];
    },
  );
  return [
    ...ghosts.map(
      ({ name, location }): RuleFinding => ({
        code: 'dangling-guardrail',
        location,
        message: `There is no guardrail ${JSON.stringify(name)}.`,
      }),
    ),
    ...attachments,
  ];
}

function checkTools(context: Context): RuleFinding[] {
  if (!context.namesComplete) return [];
  const servers = mapOr(context.document.mcp_servers);
  const aliases = Object.entries(mapOr(valueIn(context.document, ['litellm_settings', 'mcp_aliases']))).flatMap(
    ([alias, server]): RuleFinding[] => {
      if (typeof server !== 'string' || Object.hasOwn(servers, server)) return [];
      return [
        {
          code: 'dangling-mcp-server',
          location: ['litellm_settings', 'mcp_aliases', alias],
          message: `There is no MCP server ${JSON.stringify(server)}.`,
        },
      ];
    },
  );
  const shown = namesIn(valueIn(context.document, ['litellm_settings', 'public_mcp_servers']), [
    'litellm_settings',
    'public_mcp_servers',
  ]).flatMap(({ name, location }): RuleFinding[] =>
    Object.hasOwn(servers, name)
      ? []
      : [{ code: 'dangling-mcp-server', location, message: `There is no MCP server ${JSON.stringify(name)}.` }],
  );
  const at = ['litellm_settings', 'websearch_interception_params', 'search_tool_name'];
  const tool = valueIn(context.document, at);
  const tools = entriesOf(context.document, 'search_tools').map(({ entry }) => entry.search_tool_name);
  const ghost = typeof tool === 'string' && !tools.includes(tool);
  return [
    ...aliases,
    ...shown,
    ...(ghost
      ? [
          {
            code: 'dangling-search-tool' as const,
            location: at,
            message: `There is no search tool ${JSON.stringify(tool)}.`,
          },
        ]
      : []),
  ];
}
