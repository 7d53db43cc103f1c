import {
  compareItems,
  type Diagnostic,
  equalJson,
  isSingleton,
  type Item,
  itemName,
  type JsonObject,
  type Location,
  type SecretReference,
} from '@regent/core';
import { type Finding, toDiagnostics } from '../finding.ts';
import type { Positions } from '../yaml/positions.ts';
import { readYaml } from '../yaml/read.ts';
import { writeYaml } from '../yaml/write.ts';
import { assemble, type Assembled } from './assemble.ts';
import { materialise } from './materialise.ts';
import { orderDocument } from './order.ts';
import { SourceMap } from './source-map.ts';

export interface RenderOptions {
  /** Gives the text of a secret. Without it, or with `redact`, secrets stand as `«secret:ID»`. */
  readonly secrets?: (reference: SecretReference) => string | undefined;
  readonly redact?: boolean;
}

export interface RenderedConfig {
  readonly text: string;
  /** What a reader of `text` sees. */
  readonly document: JsonObject;
  readonly positions: Positions;
  readonly sourceMap: SourceMap;
  /** Problems of rendering itself: alias cycles, names used twice, missing secrets. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Items → `config.yaml`. Deterministic: the same items give the same bytes, in whatever order they come. Adds nothing
 * that is not in the items but `model_info.id`. The text is read again and compared before it is handed out.
 */
export function renderConfig(items: readonly Item[], options: RenderOptions = {}): RenderedConfig {
  const sorted = [...items].sort(compareItems);
  const assembled = assemble(sorted);
  const secrets = options.redact === true ? undefined : options.secrets;
  const ordered = orderDocument(assembled.document);
  const { value, missing } = materialise(ordered, secrets);
  const document = value as JsonObject;
  const { text, positions } = writeYaml(document);
  const findings: Finding[] = [...assemblyFindings(assembled), ...checkText(text, document)];
  for (const { location, reference } of missing) {
    findings.push({
      code: 'secret-missing',
      severity: 'error',
      location,
      message: `The vault has no version ${reference.version} of this secret.`,
      hint: 'Enter the secret again.',
    });
  }
  const trees = sorted
    .filter((item) => isSingleton(item.kind))
    .sort((a, b) => Number(a.kind === 'passthrough') - Number(b.kind === 'passthrough'));
  const sourceMap = new SourceMap(positions, assembled.origins, trees);
  return {
    text,
    document,
    positions,
    sourceMap,
    diagnostics: withItems(toDiagnostics(findings, positions), findings, sourceMap),
  };
}

/** Adds to each diagnostic the item that it belongs to. */
export function withItems(
  diagnostics: readonly Diagnostic[],
  findings: readonly { readonly location: Location }[],
  sourceMap: SourceMap,
): Diagnostic[] {
  return diagnostics.map((diagnostic, index) => {
    const source = sourceMap.sourceOf(findings[index]?.location ?? []);
    return source === undefined ? diagnostic : { ...diagnostic, item: source };
  });
}

function assemblyFindings(assembled: Assembled): Finding[] {
  const at = (item: Item): Location => assembled.origins.find((origin) => origin.item === item)?.location ?? [];
  const cycles = assembled.cycles.map(
    (item): Finding => ({
      code: 'alias-cycle',
      severity: 'error',
      location: at(item),
      message: `The alias "${itemName(item)}" leads back to itself.`,
      hint: 'Let one of the aliases name a model group.',
    }),
  );
  const doubles = assembled.doubles.map(
    (item): Finding => ({
      code: 'duplicate-name',
      severity: 'error',
      location: at(item),
      message: `Two entries are named "${itemName(item)}"; a file can hold one only.`,
      hint: 'Rename or delete one of them.',
    }),
  );
  return [...cycles, ...doubles];
}

/** The last line of defence: what was written must read back equal. */
export function checkText(text: string, document: JsonObject): Finding[] {
  const read = readYaml(text);
  if (read.outcome === 'read' && equalJson(read.value, document)) return [];
  return [
    {
      code: 'render-mismatch',
      severity: 'error',
      location: [],
      message: 'The written text does not read back as the same data.',
      hint: 'This is a bug of the renderer or a value that YAML cannot hold; nothing is written.',
    },
  ];
}
