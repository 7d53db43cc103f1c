import { isJsonObject, isYamlScalar, type Json, type Location } from '@regent/core';
import type { Context, RuleFinding } from './context.ts';
import { numberOf } from './value-rules.ts';

/** Numbers that are right in form and a thousand or a million times too large: the wrong unit. */
export function unitRules(context: Context): RuleFinding[] {
  const findings: RuleFinding[] = [];
  visit(context.document, [], (number, location) => {
    const key = String(location.at(-1));
    if (isTimeout(key) && looksLikeMilliseconds(number)) findings.push(milliseconds(location, number));
    if (location[0] === 'model_list' && isTokenPrice(key) && number >= tokenPriceMax)
      findings.push(perMillion(location, number));
  });
  return findings;
}

function visit(value: Json, location: Location, look: (number: number, location: Location) => void): void {
  const number = typeof value === 'string' ? null : numberOf(value);
  if (number !== null) look(number, location);
  else if (Array.isArray(value))
    for (const [index, entry] of (value as readonly Json[]).entries()) visit(entry, [...location, index], look);
  else if (isJsonObject(value) && !isYamlScalar(value))
    for (const [key, entry] of Object.entries(value)) visit(entry, [...location, key], look);
}

function isTimeout(key: string): boolean {
  return /(^|_)timeout$/.test(key);
}

/** Whole thousands of 10 000 and more that are no whole hours: 30000 is meant as half a minute, 36000 as ten hours. */
function looksLikeMilliseconds(number: number): boolean {
  return number >= 10_000 && number % 1000 === 0 && number % 3600 !== 0;
}

function milliseconds(location: Location, number: number): RuleFinding {
  return {
    code: 'wrong-unit',
    location,
    message: `The engine counts seconds: ${number} are ${(number / 3600).toFixed(1)} hours.`,
    hint: `Write ${number / 1000} if milliseconds were meant.`,
  };
}

function isTokenPrice(key: string): boolean {
  return /(^|_)cost_per_(audio_|reasoning_|image_)?token(_|$)|token_cost(_|$)/.test(key);
}

/** USD for one token; the dearest entry of the engine's catalog takes 0.0097. */
const tokenPriceMax = 0.01;

function perMillion(location: Location, number: number): RuleFinding {
  return {
    code: 'wrong-unit',
    location,
    message: `This is the price of one token: a million of them would cost ${(number * 1e6).toLocaleString('en')} USD.`,
    hint: `Write ${Number((number / 1e6).toPrecision(6))
      .toFixed(12)
      .replace(/0+$/, '')} if the price is for a million tokens.`,
  };
}
