import type { JsonObject } from '../json.ts';

/** What a request that names a prompt would send, before anything is saved. Nothing is asked of anybody. */
export type PromptPreview =
  /** Its text is not here: a service or a file beside the Servant has it. */
  | { readonly state: 'elsewhere'; readonly reason: string }
  /** LiteLLM could not read it either. */
  | { readonly state: 'broken'; readonly reason: string }
  | PromptRendered;

export interface PromptRendered {
  readonly state: 'template';
  /** In the order of the text, then those that only its settings name. */
  readonly variables: readonly PromptVariable[];
  /** Null for a template with logic: only the gateway fills it in. */
  readonly messages: readonly PromptMessage[] | null;
  /** The model that its settings name. */
  readonly model: string | null;
  /** The rest of its settings, which LiteLLM sends along as parameters of the request. */
  readonly parameters: JsonObject;
  /** What somebody who reads the template would not expect. */
  readonly notes: readonly string[];
}

export interface PromptVariable {
  readonly name: string;
  /** As the settings name it; `string` where they are silent. */
  readonly type: string;
  readonly given: boolean;
  /** Why the typed text is no value of this type. */
  readonly problem: string | null;
}

export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}
