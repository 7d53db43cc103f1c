import { applyRatios } from './apply.ts';
import { rendererRatios } from './renderer.ts';
import { report } from './report.ts';

/** `npm run bench`: ratios against a baseline that is measured in the same run; exit code 1 when a bar is missed. */
const only = process.argv[2];
const ratios = [
  ...(only === undefined || only === 'renderer' ? await rendererRatios() : []),
  ...(only === undefined || only === 'apply' ? await applyRatios() : []),
];
process.exitCode = report(ratios) ? 0 : 1;
