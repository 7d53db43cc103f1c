import type { StepProgress } from './progress.ts';

/** What `regent up` was asked for. */
export interface UpOptions {
  /** The state folder. */
  readonly state: string;
  /** The program that serves Regent (`apps/api/src/main.ts`) and the folder of the built web admin. */
  readonly apiMain: string;
  readonly webFolder: string;
  readonly host: string;
  readonly port: number;
  readonly enginePort: number;
  readonly workers: number;
  /** Starts the demo provider too. */
  readonly demo: boolean;
  readonly demoPort: number;
  /** Where LiteLLM is (to be) installed; null = in the state folder. Several installations may share one. */
  readonly engineFolder: string | null;
  /** An existing `config.yaml` to take over at the first start. */
  readonly configPath: string | null;
  /** A server of the operator's own instead of the embedded one. */
  readonly databaseUrl: string | null;
  readonly litellmDatabaseUrl: string | null;
  /** Variables of the caller that the engine inherits (provider keys named by `os.environ/X`). */
  readonly engineEnvironment: Readonly<Record<string, string>>;
  /** For work on Regent itself: its process is restarted when a file changes, and people open the web admin here. */
  readonly development: { readonly publicUrl: string } | null;
  readonly report: (step: StepProgress) => void;
}

export interface UpResult {
  readonly url: string;
  readonly engineUrl: string;
  readonly localToken: string;
  /** Null when Regent was serving already. */
  readonly started: 'fresh' | 'adopted';
}
