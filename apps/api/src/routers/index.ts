import { router } from '../trpc/procedure.ts';
import { accountRouter } from './account.ts';
import { assertionRouter } from './assertion.ts';
import { auditRouter } from './audit.ts';
import { cacheRouter } from './cache.ts';
import { catalogRouter } from './catalog.ts';
import { changeRouter } from './change.ts';
import { credentialRouter } from './credential.ts';
import { dashboardRouter } from './dashboard.ts';
import { demoRouter } from './demo.ts';
import { discoveryRouter } from './discovery.ts';
import { eventsRouter } from './events.ts';
import { exportRouter } from './export.ts';
import { importRouter } from './import.ts';
import { integrityRouter } from './integrity.ts';
import { itemRouter } from './item.ts';
import { keyRouter } from './key.ts';
import { modelRouter } from './model.ts';
import { presenceRouter } from './presence.ts';
import { promptRouter } from './prompt.ts';
import { renderedRouter } from './rendered.ts';
import { revisionRouter } from './revision.ts';
import { servantRouter } from './servant.ts';
import { sessionRouter } from './session.ts';
import { settingRouter } from './setting.ts';
import { setupRouter } from './setup.ts';
import { tokenRouter } from './token.ts';
import { trialRouter } from './trial.ts';
import { vaultRouter } from './vault.ts';

export const appRouter = router({
  account: accountRouter,
  assertion: assertionRouter,
  audit: auditRouter,
  cache: cacheRouter,
  catalog: catalogRouter,
  change: changeRouter,
  credential: credentialRouter,
  dashboard: dashboardRouter,
  demo: demoRouter,
  discovery: discoveryRouter,
  events: eventsRouter,
  export: exportRouter,
  import: importRouter,
  integrity: integrityRouter,
  item: itemRouter,
  key: keyRouter,
  model: modelRouter,
  presence: presenceRouter,
  prompt: promptRouter,
  rendered: renderedRouter,
  revision: revisionRouter,
  servant: servantRouter,
  session: sessionRouter,
  setting: settingRouter,
  setup: setupRouter,
  token: tokenRouter,
  trial: trialRouter,
  vault: vaultRouter,
});
