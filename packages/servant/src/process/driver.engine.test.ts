import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DriverHarness, describeDriver } from '../contract.ts';
import { testArtifact } from '../rig/artifact.ts';
import { chat } from '../rig/chat.ts';
import { startProvider } from '../rig/provider.ts';
import { startServant } from '../rig/servant.ts';

const KEY_NAME = 'REGENT_CONTRACT_KEY';

describeDriver('process driver on a real LiteLLM', async (): Promise<DriverHarness> => {
  const provider = await startProvider();
  const artifact: DriverHarness['artifact'] = (kind, options) =>
    testArtifact({
      ...options,
      providerUrl: provider.url,
      apiKey: options.environment?.[KEY_NAME] === undefined ? 'plain-key' : `os.environ/${KEY_NAME}`,
      ...(kind === 'dropping' && { lastParams: 'rpm: "ten"' }),
      ...(kind === 'refused' && { tail: 'router_settings: {routing_strategy: nope}\n' }),
    });
  const servant = await startServant({ first: artifact('good', { revision: 1, ids: ['first'] }) });
  return {
    driver: servant.driver,
    artifact,
    environmentInUse: async () => {
      await chat(servant.baseUrl);
      const key = provider.lastKey();
      return key === 'plain-key' ? null : key;
    },
    breakWrites: async () => {
      const revisions = join(servant.artifactFolder, 'revisions');
      await rename(revisions, `${revisions}.aside`);
      await writeFile(revisions, 'not a folder');
      return async () => {
        await rm(revisions);
        await rename(`${revisions}.aside`, revisions);
      };
    },
    goAway: () => servant.end('SIGKILL'),
    close: async () => {
      await servant.close();
      await provider.close();
    },
  };
});
