export * from './account.ts';
export * from './apply-run.ts';
export * from './audit-entry.ts';
export type { FrozenRow } from './frozen-row.ts';
export * from './item.ts';
export * from './regent-schema.ts';
export * from './revision.ts';
export * from './secret.ts';
export * from './setting.ts';
