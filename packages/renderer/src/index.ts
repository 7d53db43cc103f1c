export { type AssertionFacts, evaluateAssertions } from './assertions/evaluate.ts';
export { type ConfigChange, diffConfigs, type FieldChange } from './diff/diff.ts';
export { callbackNames } from './engine-versions/names.ts';
export { engineRoutes } from './engine-versions/routes.ts';
export { type Finding, toDiagnostics } from './finding.ts';
export {
  type ImportedConfig,
  type ImportedSecret,
  importConfig,
  importDocument,
  type ImportOptions,
  type Place,
  type ReceiptEntry,
} from './import/import.ts';
export { collectIncludes, type IncludedFile } from './import/collect-includes.ts';
export type { NewId } from './import/identity.ts';
export {
  type Declared,
  type DeclarativeSource,
  resolveDeclarative,
  type ResolvedDeclarative,
} from './import-declarative/declarative.ts';
export { importDeclarative } from './import-declarative/import-declarative.ts';
export { importPredecessor, type ImportedPredecessor } from './import-predecessor/import-predecessor.ts';
export { hasOwnWords } from './import/own-words.ts';
export { fixDangling, integrityOf, type ItemEdit } from './integrity/integrity.ts';
export { reachabilityOf } from './integrity/reachability.ts';
export {
  isNameServed,
  pointsAt,
  type Reference,
  referencesOf,
  rewriteReferences,
  targetOf,
  usersOf,
} from './integrity/references.ts';
export { parseConfig, type ParsedConfig, type ParseOptions } from './parse.ts';
export { isPlaceholder, placeholder } from './render/materialise.ts';
export { renderConfig, type RenderedConfig, type RenderOptions } from './render/render.ts';
export type { Source, SourceMap } from './render/source-map.ts';
export { fingerprintOf, stampConfig, type StampedConfig, stampKey, type StampOptions } from './render/stamp.ts';
export { type RuleCode, ruleCatalog, type RuleMeta } from './rules/catalog.ts';
export { validateConfig, type ValidateOptions } from './validate.ts';
export { validateItems } from './validate-items.ts';
export type { Position, Positions } from './yaml/positions.ts';
