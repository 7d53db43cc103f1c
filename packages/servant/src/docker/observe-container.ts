import type { ContainerState } from '../driver.ts';
import { containerTrouble, type ServantContainer } from './container.ts';
import { EngineRefusal } from './refusal.ts';

/** The container as the engine sees it, with its memory; or why the engine cannot say. Never throws for the latter. */
export async function observeContainer(
  container: ServantContainer,
): Promise<{ state: ContainerState | null; trouble: string | null }> {
  try {
    const { state } = await container.inspect();
    const memoryBytes = state.state === 'running' ? await container.memoryBytes() : null;
    return { state: { ...state, memoryBytes }, trouble: containerTrouble(state) };
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error;
    return { state: null, trouble: error.message };
  }
}
