import { isJsonObject, type TrialResult } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { askEngine } from './ask-engine.ts';

/**
 * Lets the gateway send a test event to one of its loggers. LiteLLM can do so for some of them, and of most it only knows
 * that the event was handed over. A status of 200 is no success here: it may say `unhealthy`, or nothing at all.
 */
export async function tryLogger(ctx: Ctx, input: { name: string }): Promise<TrialResult> {
  const path = `/health/services?service=${encodeURIComponent(input.name)}`;
  const { body, ...result } = await askEngine(ctx, { method: 'GET', path });
  if (!result.ok) return { ...result, ...refused(result.text, input.name) };
  const { status = null, message = null } = isJsonObject(body) ? body : {};
  if (status === null)
    return {
      ...result,
      ok: false,
      text: `Not tested: ${input.name} is not among the loggers that are applied.`,
      answer: '',
    };
  const said = typeof message === 'string' ? message : '';
  if (status === 'unhealthy') return { ...result, ok: false, ...explained(said) };
  const isMock = said.startsWith('Mock');
  const text = isMock ? `Handed over; LiteLLM does not say whether it arrived: look into ${input.name}.` : said;
  return { ...result, text: text || 'It answered.', answer: '' };
}

function refused(text: string, name: string): Pick<TrialResult, 'text' | 'answer'> {
  if (text.includes('Service must be in list'))
    return { text: `Not tested: LiteLLM has no test for ${name}. Send a request and look there.`, answer: '' };
  if (text.includes('not in proxy config'))
    return { text: `Not tested: ${name} is not among the services that are alerted. Add it, then Apply.`, answer: '' };
  // LiteLLM calls every failure of this route an authentication error.
  return explained(text.replace(/^\d+: (Authentication Error, )?/, ''));
}

/** What to do stands first; LiteLLM's own words stay below. */
function explained(said: string): Pick<TrialResult, 'text' | 'answer'> {
  const unset = /\b(?<name>[A-Z][A-Z0-9_]{3,})\b[^.]* (is )?not set/.exec(said)?.groups?.name;
  if (unset !== undefined) return { text: `${unset} is not set: set the variable, then Apply.`, answer: said };
  const lacking = /No module named '(?<name>[\w.]+)'|pip install (?<tool>[\w[\]-]+)/.exec(said)?.groups;
  const missing = lacking?.name ?? lacking?.tool;
  if (missing !== undefined)
    return { text: `The Servant's Python has no ${missing}: install it where the Servant runs.`, answer: said };
  if (/connect|timed? ?out|resolve|Name or service not known/i.test(said))
    return { text: 'Its service cannot be reached: check the variable with its address.', answer: said };
  if (/\b40[13]\b|unauthori[sz]ed|forbidden|invalid.{0,20}(key|token|credential)/i.test(said))
    return { text: 'Its service refuses the key: check the variables with keys.', answer: said };
  return { text: said === '' ? 'LiteLLM does not say what is wrong.' : said, answer: '' };
}
