import type { JsonObject, VersionConflict } from '@regent/core';
import { createMemo, createSignal, For, untrack } from 'solid-js';
import { plural } from '../format.ts';
import { Button } from '../../ui/button.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { type Draft, shortValue } from './draft.ts';
import { type ContestedField, contestedFields, mergeFields } from './merge.ts';
import { isKnown, specOf } from './specs.ts';

/** Two people edited one item: each field they disagree on, as it was and as both want it, to choose from. */
export function ConflictSheet(props: {
  readonly draft: Draft;
  readonly conflict: VersionConflict;
  readonly onSave: (data: JsonObject) => void;
  readonly onClose: () => void;
}) {
  const mine = untrack(() => props.draft.data());
  const fields = createMemo(() => contestedFields(props.draft.kind, props.conflict, mine));
  const [chosen, setChosen] = createSignal<Readonly<Record<string, 'mine' | 'theirs'>>>({});
  const choiceOf = (field: ContestedField) => chosen()[field.path.join('.')] ?? field.suggestion;
  const label = ({ path }: ContestedField) =>
    isKnown(props.draft.kind, path) ? specOf(props.draft.kind, path).label : path.join('.');
  const save = () =>
    props.onSave(
      mergeFields(
        props.conflict.theirs,
        fields().filter((field) => choiceOf(field) === 'mine'),
      ),
    );
  const who = () => props.conflict.theirAuthor ?? 'Somebody else';
  return (
    <Sheet
      title={`${who()} changed this meanwhile`}
      onClose={props.onClose}
      header={
        <p class="quiet">
          You differ in {plural(fields().length, 'field')}. Choose for each; whatever you do not change here is as they
          saved it.
        </p>
      }
      footer={
        <>
          <span class="push" />
          <Button onClick={() => props.onClose()}>Keep editing</Button>
          <Button look="filled" onClick={save}>
            Save
          </Button>
        </>
      }
    >
      <div class="body">
        <table class="fielddiff conflict">
          <thead>
            <tr>
              <th>Field</th>
              <th>Before</th>
              <th>Theirs</th>
              <th>Mine</th>
              <th>Take</th>
            </tr>
          </thead>
          <tbody>
            <For each={fields()}>
              {(field) => (
                <tr>
                  <th scope="row">{label(field)}</th>
                  <td class="quiet">{shortValue(field.base)}</td>
                  <td>{shortValue(field.theirs)}</td>
                  <td>{shortValue(field.mine)}</td>
                  <td>
                    <Segments
                      label={`Whose ${label(field)}`}
                      value={choiceOf(field)}
                      options={[
                        { value: 'theirs', label: 'Theirs' },
                        { value: 'mine', label: 'Mine' },
                      ]}
                      onChange={(choice) => setChosen({ ...chosen(), [field.path.join('.')]: choice })}
                    />
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </Sheet>
  );
}
