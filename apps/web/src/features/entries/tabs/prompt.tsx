import { createEffect, on } from 'solid-js';
import { EntryForm } from '../../../lib/item/entry-form.tsx';
import type { ItemSection } from '../../../lib/item/item-inspector.tsx';
import type { ItemTab } from '../../../lib/item/list-screen.tsx';
import { promptForm } from '../forms.ts';

/** Name, source and text of a prompt. */
export const promptTab: ItemTab = {
  value: 'basics',
  label: 'Basics',
  body: (section) => <PromptBasics {...section} />,
};

const NAME = ['prompt_id'];
const INNER = ['litellm_params', 'prompt_id'];

/** LiteLLM ignores a prompt without an id inside its parameters too; it follows the name until it is another one. */
function PromptBasics(props: ItemSection) {
  createEffect(
    on(
      () => props.draft.text(NAME),
      (name, before) => {
        if (before === undefined || name === before) return;
        const inner = props.draft.text(INNER);
        if (inner === '' || inner === before) props.draft.set(INNER, name === '' ? undefined : name);
      },
    ),
  );
  return <EntryForm {...props} fields={promptForm} />;
}
