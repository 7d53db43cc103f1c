import {
  counted,
  type Diagnostic,
  type EngineCheckView,
  type FieldChange,
  type ItemChange,
  type ReviewView,
} from '@regent/core';
import { output } from './output.ts';

const signs = { new: '+', changed: '~', deleted: '-' } as const;

/** A review for the terminal: per item and field, findings, and the engine's verdict. */
export function printReview(review: ReviewView, check: EngineCheckView | null): void {
  if (review.empty) {
    output.line('Nothing to apply: what is staged equals what is applied.');
    return;
  }
  printChanges(review.changes);
  for (const diagnostic of review.diagnostics) output.line(diagnosticText(diagnostic));
  output.line();
  output.line(
    `${counted(review.changes.length, 'change')}, models ${review.models.before} → ${review.models.after}, reload: ${review.reload}`,
  );
  for (const line of beforehand(review)) output.line(output.colours.yellow(line));
  if (check) output.line(verdictText(check, namesById(review)));
}

/** What no Apply can bring, and what the Servant lacks. */
function beforehand({ recreation, servantFindings }: ReviewView): readonly string[] {
  if (recreation === null) return servantFindings;
  const { container, names, command } = recreation;
  const first = `First: the container ${container} has to be created anew. Set ${names.join(', ')} where it is defined, then`;
  return [first, `    ${command}`, ...servantFindings];
}

export function printChanges(changes: readonly ItemChange[]): void {
  for (const change of changes) {
    output.line(
      `${signs[change.flag]} ${change.kind} ${output.colours.bold(change.name)}  ${output.colours.dim(change.author)}`,
    );
    for (const field of change.fields) output.line(`    ${fieldText(field)}`);
  }
}

export function diagnosticText(diagnostic: Diagnostic): string {
  const { red, yellow, dim } = output.colours;
  const paint = { error: red, warning: yellow, info: dim }[diagnostic.severity];
  const place = diagnostic.line === undefined ? diagnostic.path : `${diagnostic.path}:${diagnostic.line}`;
  return `${paint(diagnostic.severity)} ${place}  ${diagnostic.message} ${dim(diagnostic.code)}`;
}

function fieldText(field: FieldChange): string {
  if (field.secret) return `${field.path}: secret changed`;
  switch (field.type) {
    case 'added':
      return `${field.path}: ${JSON.stringify(field.after)}`;
    case 'removed':
      return `${field.path}: removed (was ${JSON.stringify(field.before)})`;
    case 'changed':
      return `${field.path}: ${JSON.stringify(field.before)} → ${JSON.stringify(field.after)}`;
    case 'moved':
      return `${field.path}: moved`;
  }
}

/** The engine speaks of ids; people know names. */
function namesById(review: ReviewView): (id: string) => string {
  const names = new Map(review.changes.map((change) => [change.key, change.name]));
  return (id) => names.get(id) ?? id;
}

function verdictText(check: EngineCheckView, nameOf: (id: string) => string): string {
  switch (check.verdict) {
    case 'accepted':
      return check.dropped.length === 0
        ? `Engine: accepted, ${counted(check.deployments, 'deployment')} (${check.durationMs} ms)`
        : `Engine: would drop ${check.dropped.map(nameOf).join(', ')}`;
    case 'refused':
      return `Engine: refused: ${check.reason}`;
    case 'not-checked':
      return `Engine: not checked: ${check.reason}`;
  }
}
