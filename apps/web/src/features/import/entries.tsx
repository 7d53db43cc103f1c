import { type ImportChoice, type ImportEntry, itemId } from '@regent/core';
import { For, type JSX, Show } from 'solid-js';
import { plural } from '../../lib/format.ts';
import { changeNote, changeTitle } from '../../lib/item/title.ts';
import { kindWords } from '../../locale/en.ts';
import { Icon } from '../../ui/icon.tsx';
import { Segments } from '../../ui/segments.tsx';

const againstWords = { new: 'New', same: 'Same as now', differs: 'Differs' } as const;

type Choices = Readonly<Record<string, ImportChoice>>;

/** What came, each with what happens to it; those that differ from what is there stand first, with a choice. */
export function Entries(props: {
  readonly entries: readonly ImportEntry[];
  readonly choices: Choices;
  readonly onChoose: (choices: Choices) => void;
}) {
  const differing = () => props.entries.filter(({ against }) => against === 'differs');
  const others = () => props.entries.filter(({ against }) => against !== 'differs');
  const all = (choice: ImportChoice) =>
    props.onChoose(
      Object.fromEntries(
        differing().map(({ item, renamable }) => [itemId(item), choice === 'rename' && !renamable ? 'take' : choice]),
      ),
    );
  return (
    <>
      <Show when={differing().length > 0}>
        <section>
          <div class="group-title">
            <h2>{plural(differing().length, 'item')} that differ from what is there</h2>
            <Show when={differing().length > 1}>
              <span class="push" />
              <small>All:</small>
              <button type="button" class="link" onClick={() => all('take')}>
                take
              </button>
              <button type="button" class="link" onClick={() => all('keep')}>
                keep
              </button>
              <button type="button" class="link" onClick={() => all('rename')}>
                both
              </button>
            </Show>
          </div>
          <div class="group">
            <For each={differing()}>
              {(entry) => (
                <Entry entry={entry}>
                  <Segments
                    label={`What to do with ${entry.name}`}
                    value={props.choices[itemId(entry.item)] ?? 'take'}
                    options={[
                      { value: 'take', label: 'Take theirs' },
                      { value: 'keep', label: 'Keep mine' },
                      ...(entry.renamable ? [{ value: 'rename' as const, label: 'Both' }] : []),
                    ]}
                    onChange={(choice) => props.onChoose({ [itemId(entry.item)]: choice })}
                  />
                </Entry>
              )}
            </For>
          </div>
        </section>
      </Show>
      <Show when={others().length > 0}>
        <section class="group">
          <For each={others()}>
            {(entry) => (
              <Entry entry={entry}>
                <small>{againstWords[entry.against]}</small>
              </Entry>
            )}
          </For>
        </section>
      </Show>
    </>
  );
}

function Entry(props: { readonly entry: ImportEntry; readonly children: JSX.Element }) {
  const titled = () => ({ ...props.entry.item, name: props.entry.name, before: null, after: props.entry.item.data });
  return (
    <div class="item">
      <Icon name={kindWords[props.entry.item.kind].icon} />
      <div class="clip">
        {changeTitle(titled())} <small>{changeNote(titled())}</small>
      </div>
      <span class="push" />
      {props.children}
    </div>
  );
}
