export { connectEngine } from './connect.ts';
export type { ContainerChoice } from './container.ts';
export { createLauncherContainerDriver, type LauncherContainerOptions } from './launcher-driver.ts';
export { createPlainContainerDriver, type PlainContainerOptions } from './plain-driver.ts';
