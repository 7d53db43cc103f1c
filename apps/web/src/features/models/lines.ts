import type { ModelView } from '@regent/core';
import type { ModelGroup } from './grouping.ts';

/** The head of a group of several deployments. */
export interface GroupLine {
  readonly type: 'group';
  readonly id: string;
  readonly group: ModelGroup;
}

/** One deployment: below its group (`child`), or alone under its public name. */
export interface DeploymentLine {
  readonly type: 'single' | 'child';
  readonly id: string;
  readonly model: ModelView;
}

/** One row of the list. `id` outlives every edit of what the row shows, and belongs to one type of row. */
export type Line = GroupLine | DeploymentLine;

/** Groups as rows: a single deployment stands for its group, an open group is followed by what it holds. */
export function linesOf(groups: readonly ModelGroup[], expanded: ReadonlySet<string>): readonly Line[] {
  return groups.flatMap((group): readonly Line[] => {
    const [model, ...others] = group.deployments;
    if (model && others.length === 0) return [{ type: 'single', id: `s:${model.key}`, model }];
    const children = expanded.has(group.name) ? group.deployments : [];
    return [
      { type: 'group', id: `g:${group.name}`, group },
      ...children.map((child): Line => ({ type: 'child', id: `c:${child.key}`, model: child })),
    ];
  });
}

/** Where the row of a deployment is; -1 while its group is closed. */
export function lineOfModel(lines: readonly Line[], key: string): number {
  return lines.findIndex((line) => line.type !== 'group' && line.model.key === key);
}
