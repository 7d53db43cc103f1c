import { z } from 'zod';
import { callEngine, type EngineConnection } from './connection.ts';

const Team = z.looseObject({
  team_id: z.string(),
  team_alias: z.string().nullish(),
  models: z.array(z.string()).nullish(),
});

export interface EngineTeam {
  readonly id: string;
  readonly alias: string | null;
  /** Names that the team may use; none means all. */
  readonly models: readonly string[];
}

/** All teams at once, as LiteLLM lists them. */
export async function listTeams(connection: EngineConnection): Promise<EngineTeam[]> {
  const teams = await callEngine(connection, { method: 'GET', path: '/team/list', answer: z.array(Team) });
  return teams.map((team) => ({ id: team.team_id, alias: team.team_alias ?? null, models: team.models ?? [] }));
}
