import type { Assertion, WrittenAssertion } from '@regent/core';

export type AssertionType = Assertion['type'];

/** What can be asserted, in the words of the screen. */
export const assertionTypes: readonly {
  readonly value: AssertionType;
  readonly label: string;
  readonly help: string;
}[] = [
  { value: 'priced', label: 'Every deployment has a price', help: 'Its own, or one of the engine’s catalog.' },
  { value: 'has-fallback', label: 'Every group has a fallback', help: 'Its own, or the default one.' },
  {
    value: 'group-deployments',
    label: 'Groups have several deployments',
    help: 'So that one may fail without anybody noticing.',
  },
  {
    value: 'alias-deployments',
    label: 'Aliases lead to several deployments',
    help: 'The group behind each alias has at least so many.',
  },
  { value: 'only-providers', label: 'Only these providers', help: 'No deployment uses another one.' },
  {
    value: 'never-reaches',
    label: 'These models never reach a provider',
    help: 'Neither by name nor by an alias or a fallback.',
  },
];

/** Where typing starts for a type. */
export const blankAssertions: Readonly<Record<AssertionType, Assertion>> = {
  priced: { type: 'priced' },
  'has-fallback': { type: 'has-fallback' },
  'group-deployments': { type: 'group-deployments', atLeast: 2 },
  'alias-deployments': { type: 'alias-deployments', atLeast: 2 },
  'only-providers': { type: 'only-providers', providers: [] },
  'never-reaches': { type: 'never-reaches', models: [], provider: '' },
};

export const severityWords: Readonly<Record<WrittenAssertion['severity'], string>> = {
  error: 'Stops an Apply',
  warning: 'Warns',
  info: 'Notes',
};

export function typeLabel(type: AssertionType): string {
  return assertionTypes.find(({ value }) => value === type)?.label ?? type;
}

/** Enough is filled in for it to be saved. */
export function isWhole({ label, assertion }: WrittenAssertion): boolean {
  if (label.trim() === '') return false;
  switch (assertion.type) {
    case 'priced':
    case 'has-fallback':
      return true;
    case 'group-deployments':
    case 'alias-deployments':
      return Number.isInteger(assertion.atLeast) && assertion.atLeast >= 1;
    case 'only-providers':
      return assertion.providers.length > 0;
    case 'never-reaches':
      return assertion.models.length > 0 && assertion.provider.trim() !== '';
  }
}
