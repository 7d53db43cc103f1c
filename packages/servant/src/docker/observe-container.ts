import type { ContainerState, ServantHost } from '@regent/core';
import { containerTrouble, type InspectedContainer, type ServantContainer } from './container.ts';
import { EngineRefusal } from './refusal.ts';

interface ContainerSight {
  readonly host: ServantHost;
  readonly state: ContainerState | null;
  readonly inspected: InspectedContainer | null;
  /** What somebody should know of it, as a sentence. */
  readonly trouble: string | null;
}

/** The container as the engine sees it, with its memory; or why the engine cannot say. Never throws for the latter. */
export async function observeContainer(container: ServantContainer): Promise<ContainerSight> {
  try {
    const inspected = await container.inspect();
    const memoryBytes = inspected.state.state === 'running' ? await container.memoryBytes() : null;
    const state = { ...inspected.state, memoryBytes };
    return { host: { kind: 'container', ...state }, state, inspected, trouble: containerTrouble(state) };
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error;
    return { host: { kind: 'unknown', ...error.trouble }, state: null, inspected: null, trouble: error.message };
  }
}
