import { writePrivate } from '../secrets.ts';
import type { StateFolder } from '../state-folder.ts';

const upSteps = ['Postgres', 'Databases', 'Regent', 'Engine', 'Schema', 'Gateway'] as const;
export type UpStep = (typeof upSteps)[number];

export interface StepProgress {
  readonly name: UpStep;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly text: string;
  readonly durationMs: number | null;
}

/** Where `up` stands, for the terminal and (through a file) for the set-up page. */
export class Progress {
  readonly #state: StateFolder;
  readonly #report: (step: StepProgress) => void;
  readonly #steps = new Map<UpStep, StepProgress>();

  constructor(state: StateFolder, report: (step: StepProgress) => void) {
    this.#state = state;
    this.#report = report;
    for (const name of upSteps) this.#steps.set(name, { name, state: 'waiting', text: '', durationMs: null });
  }

  /** Runs one step; its failure is recorded with what to do and thrown on. `say` replaces the text while it runs. */
  async step<T>(name: UpStep, work: (say: (text: string) => void) => Promise<readonly [T, string]>): Promise<T> {
    const startedAt = performance.now();
    const tell = (state: StepProgress['state'], text: string) => {
      const durationMs = state === 'running' ? null : Math.round(performance.now() - startedAt);
      return this.#tell({ name, state, text, durationMs });
    };
    await tell('running', '');
    try {
      const [result, text] = await work((said) => void tell('running', said));
      await tell('done', text);
      return result;
    } catch (error) {
      await tell('failed', error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  async #tell(step: StepProgress): Promise<void> {
    this.#steps.set(step.name, step);
    this.#report(step);
    this.#writing = this.#writing.then(() =>
      writePrivate(this.#state.progressFile, JSON.stringify([...this.#steps.values()])),
    );
    await this.#writing;
  }

  #writing: Promise<void> = Promise.resolve();
}
