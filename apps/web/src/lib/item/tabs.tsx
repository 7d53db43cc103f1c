import { AllParameters } from './all-parameters.tsx';
import type { ItemTab } from './list-screen.tsx';
import type { Path } from './path.ts';
import { UsedBy } from './used-by.tsx';

/** Every key the item holds, known or not; `maps` take further ones. */
export function allTab(maps: readonly Path[]): ItemTab {
  return {
    value: 'all',
    label: 'All',
    body: (section) => (
      <AllParameters
        draft={section.draft}
        diagnostics={section.diagnostics()}
        maps={maps}
        disabled={section.locked()}
      />
    ),
  };
}

/** Everything that refers to the item. */
export const usedByTab: ItemTab = {
  value: 'used',
  label: 'Used by',
  saved: true,
  body: (_, view) => view && <UsedBy item={view} />,
};
