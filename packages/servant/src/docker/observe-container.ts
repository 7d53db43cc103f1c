import type { ContainerState } from '../driver.ts';
import { containerTrouble, type InspectedContainer, type ServantContainer } from './container.ts';
import { EngineRefusal } from './refusal.ts';

export interface ContainerSight {
  readonly state: ContainerState | null;
  readonly inspected: InspectedContainer | null;
  readonly trouble: string | null;
}

/** The container as the engine sees it, with its memory; or why the engine cannot say. Never throws for the latter. */
export async function observeContainer(container: ServantContainer): Promise<ContainerSight> {
  try {
    const inspected = await container.inspect();
    const { state } = inspected;
    const memoryBytes = state.state === 'running' ? await container.memoryBytes() : null;
    return { state: { ...state, memoryBytes }, inspected, trouble: containerTrouble(state) };
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error;
    return { state: null, inspected: null, trouble: error.message };
  }
}
