export { printChanges, runDiff } from './diff.ts';
export { runImport } from './import.ts';
export { readItems } from './items.ts';
export { type CommandOptions, type CommandResult, engineHint, engineVersion } from './options.ts';
export { type ReadFile, readConfigFile } from './read.ts';
export { runRender } from './render.ts';
export { type FileDiagnostic, printFindings, runValidate } from './validate.ts';
