export { type ArtifactOptions, type DriverHarness, describeDriver } from './contract.ts';
export { createMemoryServant, type MemoryOptions, type MemoryScript, type MemoryServant } from './memory/driver.ts';
