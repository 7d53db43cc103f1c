import { any, define, list, texts } from '../key-spec.ts';
import type { KeyDrafts } from '../key-spec.ts';

/** The section's key for each class of fallback. */
export const fallbackKeys = {
  general: 'fallbacks',
  context_window: 'context_window_fallbacks',
  content_policy: 'content_policy_fallbacks',
  default: 'default_fallbacks',
} as const;
export type FallbackClass = keyof typeof fallbackKeys;
export const fallbackSections = ['router_settings', 'litellm_settings'] as const;

const drafts: KeyDrafts = {
  fallbacks: list(any('One map: group to its targets.'), 'Other groups to try when all deployments of a group fail.', {
    strict: true,
  }),
  context_window_fallbacks: list(any('One map: group to its targets.'), 'Groups for requests that are too long.', {
    strict: true,
  }),
  content_policy_fallbacks: list(
    any('One map: group to its targets.'),
    'Groups for requests that a content policy refused.',
    { strict: true },
  ),
  default_fallbacks: texts('Groups for every group without fallbacks of its own.', { strict: true }),
};

export const fallbackSpecs = fallbackSections.flatMap((section) => define('fallback', section, drafts));
