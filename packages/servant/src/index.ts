export { artifactHash } from './artifact/hash.ts';
export * from './driver.ts';
export {
  type CallbackForm,
  type EngineCatalog,
  engineCatalog,
  type ModelPrice,
  type ProviderField,
  type ProviderForm,
} from './engine/catalog.ts';
export { type EngineProgress, type InstalledEngine, type InstallOptions, installEngine } from './engine/install.ts';
export { type LauncherCommand, type LauncherOptions, launcherCommand } from './engine/launcher-command.ts';
export {
  EngineMigrationError,
  type MigrateOptions,
  type MigrateProblem,
  type MigrateProgress,
  migrateEngineDatabase,
} from './engine/migrate.ts';
export { engineRefusal, supportedEngines } from './engine/supported.ts';
export { createProcessDriver, type ProcessDriverOptions } from './process/driver.ts';
