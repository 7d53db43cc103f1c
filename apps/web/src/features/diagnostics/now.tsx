import type { ItemRef } from '@regent/core';
import { useNavigate } from '@solidjs/router';
import { Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { hrefOfItem } from '../../lib/item/place.ts';
import { useQuery } from '../../lib/query.ts';
import { FindingList } from '../../ui/finding-list.tsx';
import { Loaded } from '../../ui/states.tsx';

/** Everything that is wrong with the configuration as it would apply now, each with the way to its field. */
export function FoundNow() {
  const found = useQuery(() => api.change.findings.options());
  const navigate = useNavigate();
  const open = (item: ItemRef) => navigate(hrefOfItem(item));
  return (
    <section>
      <div class="group-title">
        <h2>Found now</h2>
        <Show when={found.isSuccess && found.data.length > 0}>
          <small>{plural(found.data?.length ?? 0, 'finding')} as it would apply</small>
        </Show>
      </div>
      <Loaded query={found} what="The configuration could not be checked." rows={3}>
        {(list) => (
          <Show when={list().length > 0} fallback={<Nothing />}>
            <FindingList
              label="Found now"
              findings={list().map((one) => ({
                ...one,
                place: one.path,
                onOpen: one.item && open.bind(null, one.item),
              }))}
            />
          </Show>
        )}
      </Loaded>
    </section>
  );
}

function Nothing() {
  return (
    <div class="group">
      <p class="item quiet">Nothing is wrong.</p>
    </div>
  );
}
