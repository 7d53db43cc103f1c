import { actorName, type Actor, AppError, type ApprovalView, type GateView } from '@regent/core';
import { type Database, listApprovals, listTokenCreators } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import type { ConfigState } from '../item/state.ts';
import { freezeAt } from '../setting/freeze.ts';
import { loadSettings } from '../setting/settings.ts';
import { planDigest } from './plan.ts';

/** What stands before this Apply beside the configuration itself: a second person, and times of rest. */
export async function gateOf(ctx: Ctx, state: ConfigState, db: Database = ctx.db): Promise<GateView> {
  const { approvalNeeded, freezes, timeZone } = await loadSettings(db);
  return {
    approval: approvalNeeded ? await approvalOf(ctx.actor, state, db) : null,
    freeze: freezeAt(freezes, ctx.clock(), timeZone),
  };
}

export interface Passed {
  readonly approvedBy: string | null;
  /** Set only when something really was overridden. */
  readonly overrideReason: string | null;
}

/**
 * Lets an Apply pass, or says who could. An approval counts when it comes from somebody who neither staged any of the
 * changes nor applies them. @throws AppError `changes-frozen`, `approval-needed`
 */
export async function passGate(
  ctx: Ctx,
  plan: { readonly state: ConfigState; readonly db: Database; readonly override: string | undefined },
): Promise<Passed> {
  const gate = await gateOf(ctx, plan.state, plan.db);
  const override = plan.override?.trim() || null;
  const hands = ctx.actor.type === 'token' ? await listTokenCreators(plan.db, [ctx.actor.name]) : [];
  const applies = [actorName(ctx.actor), ...hands];
  const approvedBy = gate.approval?.by.find(({ person }) => !applies.includes(person))?.person ?? null;
  const unapproved = gate.approval !== null && approvedBy === null;
  if (override === null && gate.freeze !== null) {
    const { name, setBy, until } = gate.freeze;
    const by = setBy === '' ? '' : `, set by ${setBy},`;
    throw new AppError('changes-frozen', { detail: `Changes are frozen: ${name}${by} until ${until}.`, data: gate });
  }
  if (override === null && unapproved) throw new AppError('approval-needed', { data: gate });
  return { approvedBy, overrideReason: gate.freeze !== null || unapproved ? override : null };
}

async function approvalOf(actor: Actor, state: ConfigState, db: Database): Promise<ApprovalView> {
  const authors = await authorsOf(state, db);
  const rows = await listApprovals(db, planDigest(state));
  return {
    by: rows
      .filter(({ person }) => !authors.includes(person))
      .map(({ person, at }) => ({ person, at: at.toISOString() })),
    authors,
    mayApprove: mayApprove(actor, authors),
  };
}

const TOKEN = /^token (.*)$/;

/** Who staged, and for what a token staged, also who made that token: a program is its maker's hand. */
export async function authorsOf(state: ConfigState, db: Database): Promise<string[]> {
  const authors = [...new Set([...state.stagedRows.values()].map((row) => row.author))];
  const tokens = authors.flatMap((author) => TOKEN.exec(author)?.[1] ?? []);
  return [...new Set([...authors, ...(await listTokenCreators(db, tokens))])].sort();
}

/** A person, not a program, and none who would approve their own work. */
export function mayApprove(actor: Actor, authors: readonly string[]): boolean {
  return actor.type === 'account' && actor.role === 'proxy_admin' && !authors.includes(actorName(actor));
}
