import { join } from 'node:path';

export const repository = join(import.meta.dirname, '../..');

/** One LiteLLM installation for all tests. */
export const engineFolder = (): string => process.env.REGENT_TEST_ENGINE ?? join(repository, '.regent/test-engine');

/** Screenshots and reports that a person may want to look at afterwards. */
export const outputFolder = join(repository, 'test-output');
