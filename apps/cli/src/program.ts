import { Command } from 'commander';
import { registerApply } from './commands/apply.ts';
import { registerAudit } from './commands/audit.ts';
import { registerBisect } from './commands/bisect.ts';
import { registerCredentials } from './commands/credentials.ts';
import { registerDiscard } from './commands/discard.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerDown } from './commands/down.ts';
import { registerExplain } from './commands/explain.ts';
import { registerExport } from './commands/export.ts';
import { registerHistory } from './commands/history.ts';
import { registerImport } from './commands/import.ts';
import { registerIntegrity } from './commands/integrity.ts';
import { registerItems } from './commands/items.ts';
import { registerKeys } from './commands/keys.ts';
import { registerLogs } from './commands/logs.ts';
import { registerPlan } from './commands/plan.ts';
import { registerSetupLink } from './commands/setup-link.ts';
import { registerStatus } from './commands/status.ts';
import { registerUp } from './commands/up.ts';
import { registerVault } from './commands/vault.ts';
import { registerWaiting } from './commands/waiting.ts';
import { registerRender, registerValidate } from './commands/validate.ts';

const VERSION = '0.1.0';

/** The whole command line; each command registers itself. */
export function program(): Command {
  const root = new Command('regent')
    .description('The control plane of a LiteLLM gateway.')
    .version(VERSION)
    .showHelpAfterError()
    .exitOverride();
  for (const register of [
    registerUp,
    registerDown,
    registerStatus,
    registerDoctor,
    registerSetupLink,
    registerLogs,
    registerImport,
    registerExport,
    registerValidate,
    registerExplain,
    registerRender,
    registerItems,
    registerPlan,
    registerApply,
    registerWaiting,
    registerDiscard,
    registerHistory,
    registerBisect,
    registerIntegrity,
    registerKeys,
    registerCredentials,
    registerVault,
    registerAudit,
  ]) {
    register(root);
  }
  return root;
}
