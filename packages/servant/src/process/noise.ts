import { canonicalJson } from '@regent/core';

/** Under which circumstances an engine says what it says. */
export interface NoiseCircumstances {
  /** Names one import of LiteLLM; another one may say other things. */
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
}

const SETTING_NAME = /\b[a-z]+(?:_[a-z]+)+\b/g;

/**
 * Tells warnings about a candidate from those that LiteLLM utters about any configuration. What it says of an empty one
 * is learnt once for each launcher and environment.
 */
export class EngineNoise {
  #circumstances = '';
  #learnt: Promise<readonly string[]> = Promise.resolve([]);

  /** The warnings that are about `text`. `aboutNothing` asks the engine what it says of an empty configuration. */
  async filter(
    warnings: readonly string[],
    text: string,
    at: NoiseCircumstances & { aboutNothing: () => Promise<readonly string[]> },
  ): Promise<string[]> {
    if (warnings.length === 0) return [];
    const circumstances = canonicalJson({ image: at.image, environment: at.environment });
    if (circumstances !== this.#circumstances) {
      this.#circumstances = circumstances;
      this.#learnt = at.aboutNothing();
    }
    const noise = await this.#learnt.catch((): readonly string[] => {
      this.#circumstances = ''; // the next check asks again
      return [];
    });
    return warnings.filter((warning) => !noise.includes(warning) || namesSettingOf(warning, text));
  }
}

/** "X is not set or not valid" is said of nothing too, but means something where the text sets X. */
function namesSettingOf(warning: string, text: string): boolean {
  return (warning.match(SETTING_NAME) ?? []).some((name) => new RegExp(`(?<![\\w-])${name}["']?\\s*:`).test(text));
}
