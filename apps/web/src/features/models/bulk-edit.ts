import { equalJson, type Json, type ModelView } from '@regent/core';
import { type Path, valueAt, withValue } from '../../lib/item/path.ts';

/** What several deployments are given at once. */
export interface BulkEdit {
  readonly path: Path;
  /** Undefined removes the key. */
  readonly value: Json | undefined;
}

export interface BulkChange {
  readonly model: ModelView;
  readonly before: Json | undefined;
}

/** The deployments that an edit really changes; those that are deleted or say the same already are left alone. */
export function changedBy(models: readonly ModelView[], { path, value }: BulkEdit): readonly BulkChange[] {
  return models
    .filter(({ flag }) => flag !== 'deleted')
    .map((model) => ({ model, before: valueAt(model.data, path) }))
    .filter(({ before }) => !equalJson(before ?? null, value ?? null));
}

/** The edit as items to save in one step, each based on the version that was looked at. */
export function savesOf(changes: readonly BulkChange[], { path, value }: BulkEdit) {
  return changes.map(({ model }) => ({
    kind: 'model' as const,
    key: model.key,
    data: withValue(model.data, path, value),
    baseVersion: model.version,
  }));
}
