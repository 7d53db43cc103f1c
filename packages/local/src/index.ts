export { freePort } from './postgres/cluster.ts';
export { type RunningPostgres, startPostgres } from './postgres/start-postgres.ts';
export { type RunningDemoProvider, serveDemoProvider } from './demo-provider/serve.ts';
export { makeStateFolder, type StateFolder, stateFolder } from './state-folder.ts';
export { type InstallationSecrets, loadSecrets } from './secrets.ts';
