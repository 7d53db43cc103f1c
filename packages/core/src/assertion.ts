import { z } from 'zod';
import { type Diagnostic, severities } from './diagnostic.ts';

const Name = z.string().trim().min(1).max(512);

/** What can be asserted of a configuration: a closed set, as data. */
export const Assertion = z.discriminatedUnion('type', [
  /** A key with this list of models never gets an answer of the provider, neither by name nor by fallback or alias. */
  z.object({ type: z.literal('never-reaches'), models: z.array(Name).min(1).max(1_000), provider: Name }),
  /** Every alias leads to a group of at least so many deployments. */
  z.object({ type: z.literal('alias-deployments'), atLeast: z.int().min(1).max(100) }),
  /** Every group has at least so many deployments. */
  z.object({ type: z.literal('group-deployments'), atLeast: z.int().min(1).max(100) }),
  /** Every deployment has a price, its own or that of the engine's catalog. */
  z.object({ type: z.literal('priced') }),
  /** Every group has a fallback of its own or a default one. */
  z.object({ type: z.literal('has-fallback') }),
  /** Deployments use these providers and no other. */
  z.object({ type: z.literal('only-providers'), providers: z.array(Name).min(1).max(200) }),
]);
export type Assertion = z.infer<typeof Assertion>;

/** An assertion that somebody wrote down, with how grave it is when it does not hold: an error stops an Apply. */
export const WrittenAssertion = z.object({
  id: z.string().min(1).max(64),
  /** In the writer's words; begins the finding. */
  label: z.string().trim().min(1).max(200),
  severity: z.enum(severities),
  enabled: z.boolean().default(true),
  assertion: Assertion,
});
export type WrittenAssertion = z.infer<typeof WrittenAssertion>;

/** Where one assertion does not hold; nowhere is good. */
export interface AssertionReport {
  readonly id: string;
  readonly findings: readonly Diagnostic[];
}

/** A few to begin with; switched off, so that nothing changes until somebody wants it. */
export const starterAssertions: readonly WrittenAssertion[] = [
  {
    ...{ id: 'priced', label: 'Every model has a price', severity: 'warning', enabled: false },
    assertion: { type: 'priced' },
  },
  {
    ...{ id: 'alias-two', label: 'Every alias has two deployments behind it', severity: 'warning', enabled: false },
    assertion: { type: 'alias-deployments', atLeast: 2 },
  },
  {
    ...{ id: 'has-fallback', label: 'Every model has a fallback', severity: 'info', enabled: false },
    assertion: { type: 'has-fallback' },
  },
];
