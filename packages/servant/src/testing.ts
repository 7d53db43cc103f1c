export { type ArtifactOptions, type DriverHarness, describeDriver } from './contract.ts';
export { createMemoryServant, type MemoryOptions, type MemoryScript, type MemoryServant } from './memory/driver.ts';
export { testArtifact } from './rig/artifact.ts';
export { chat, startLoad } from './rig/chat.ts';
export { testEngine } from './rig/engine.ts';
export { commandLine, isRunning, processTree } from './rig/processes.ts';
export { startProvider, type TestProvider } from './rig/provider.ts';
export { isServing, MASTER_KEY, startServant, type TestServant, until } from './rig/servant.ts';
