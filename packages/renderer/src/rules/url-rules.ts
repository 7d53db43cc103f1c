import { isJsonObject, isYamlScalar, type Json, type Location } from '@regent/core';
import type { Context, RuleFinding } from './context.ts';
import { checkUrl } from './url.ts';
import { isReference } from './value-rules.ts';

/** Addresses beside those of deployments, pass-through endpoints and MCP servers: each must be a whole one. */
export function urlRules(context: Context): RuleFinding[] {
  const findings: RuleFinding[] = [];
  const visit = (value: Json, location: Location): void => {
    if (typeof value === 'string' && isAddress(location) && value.trim() !== '')
      findings.push(...checkUrl(value, location).map(inPlace));
    else if (typeof value === 'string' && isHost(location)) findings.push(...checkHost(value, location));
    else if (Array.isArray(value))
      for (const [index, entry] of (value as readonly Json[]).entries()) visit(entry, [...location, index]);
    else if (isJsonObject(value) && !isYamlScalar(value))
      for (const [key, entry] of Object.entries(value)) visit(entry, [...location, key]);
  };
  visit(context.document, []);
  return findings;
}

const keys = new Set([
  'control_plane_url',
  'qdrant_api_base',
  's3_endpoint_url',
  'azure_account_url',
  'authorization_url',
  'token_url',
  'registration_url',
  'api_base',
]);
const sections = new Set([
  'general_settings',
  'litellm_settings',
  'mcp_servers',
  'credential_list',
  'guardrails',
  'search_tools',
  'vector_store_registry',
  'files_settings',
  'finetune_settings',
  'assistant_settings',
]);

function isAddress(location: Location): boolean {
  return keys.has(String(location.at(-1))) && sections.has(String(location[0]));
}

/** Only what a deployment is reached by breaks every call. */
function inPlace(finding: RuleFinding): RuleFinding {
  return finding.location[0] === 'credential_list' ? finding : { ...finding, severity: 'warning' };
}

const hostKeys = new Set(['host', 'redis_host']);
const hostSections = new Set(['litellm_settings', 'router_settings']);

function isHost(location: Location): boolean {
  return hostKeys.has(String(location.at(-1))) && hostSections.has(String(location[0]));
}

/** A host stands alone: the port and the scheme have keys of their own. */
function checkHost(host: string, location: Location): RuleFinding[] {
  const bare = /^[a-z]+:\/\/(?:[^@/]*@)?([^/:]+)/.exec(host)?.[1] ?? /^([^:/\s]+):\d+$/.exec(host)?.[1];
  if (bare === undefined || isReference(host)) return [];
  return [
    {
      code: 'bad-url',
      location,
      message: 'A host stands here, without scheme and port; it cannot be reached like this.',
      hint: `Write ${bare}, and the port as a key of its own.`,
      severity: 'warning',
    },
  ];
}
