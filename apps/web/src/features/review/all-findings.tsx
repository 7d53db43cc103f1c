import type { ItemChange, ItemRef, ReviewView } from '@regent/core';
import { useNavigate } from '@solidjs/router';
import { plural } from '../../lib/format.ts';
import { hrefOfItem } from '../../lib/item/place.ts';
import { itemTitle } from '../../lib/item/title.ts';
import { Button } from '../../ui/button.tsx';
import { FindingList } from '../../ui/finding-list.tsx';

/** Every finding about the configuration that would apply, whoever caused it; each leads to its change or its form. */
export function AllFindings(props: {
  readonly review: ReviewView;
  readonly onChange: (change: ItemChange) => void;
  readonly onClose: () => void;
}) {
  const navigate = useNavigate();
  const open = (item: ItemRef) => {
    const change = changeOf(item);
    if (change) props.onChange(change);
    else navigate(hrefOfItem(item));
  };
  const changeOf = (item: ItemRef) =>
    props.review.changes.find(({ kind, key }) => kind === item.kind && key === item.key);
  const rows = () =>
    props.review.diagnostics.map((finding) => {
      const item = finding.item;
      const change = item && changeOf(item);
      return {
        ...finding,
        place: change ? `${itemTitle(change)} · ${finding.path}` : finding.path,
        onOpen: item && open.bind(null, item),
      };
    });
  return (
    <>
      <div class="line head">
        <div>
          <h2>{plural(props.review.diagnostics.length, 'finding')}</h2>
          <small>in the whole configuration as it would apply</small>
        </div>
        <span class="push" />
        <Button onClick={() => props.onClose()}>Back to the changes</Button>
      </div>
      <FindingList label="Findings" findings={rows()} />
    </>
  );
}
