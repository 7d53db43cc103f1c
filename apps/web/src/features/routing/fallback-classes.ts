import type { FallbackClass } from '@regent/core';

/** The four reasons to try another group, in the words of the screen. */
export const fallbackClasses: readonly {
  readonly value: FallbackClass;
  readonly label: string;
  readonly help: string;
}[] = [
  { value: 'general', label: 'When it fails', help: 'All deployments of the group failed.' },
  {
    value: 'context_window',
    label: 'When the request is too long',
    help: 'The prompt does not fit the context window.',
  },
  { value: 'content_policy', label: 'When a content policy refuses', help: 'The provider refused the content.' },
  { value: 'default', label: 'For every group without its own', help: 'Last resort for all groups.' },
];
