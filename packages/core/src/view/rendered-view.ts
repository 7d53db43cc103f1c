import type { ItemRef } from '../item.ts';
import type { DriftView } from './servant-view.ts';

/** The configuration file as it would be after Apply. Every text is redacted. */
export interface RenderedView {
  /** Effective: applied overlaid with staged. */
  readonly text: string;
  /** One entry per line of `text` that an item is answerable for. */
  readonly lines: readonly RenderedLine[];
  /** What is applied now. */
  readonly applied: string;
  readonly drift: DriftView | null;
}

export interface RenderedLine {
  /** 1-based. */
  readonly line: number;
  readonly item: ItemRef | null;
  /** Into the configuration document. */
  readonly pointer: string;
}
