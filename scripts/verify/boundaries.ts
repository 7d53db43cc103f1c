import { existsSync, readFileSync } from 'node:fs';
import { trackedFiles } from './tracked-files.ts';

/** Which workspace packages the code of a folder may import. Arrows point one way. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  'packages/core': [],
  'packages/renderer': ['core'],
  'packages/db': ['core'],
  'packages/litellm': ['core'],
  'packages/servant': ['core'],
  'packages/local': ['core', 'servant'],
  'packages/client': ['api/router', 'core'],
  'apps/api': ['core', 'renderer', 'db', 'litellm', 'servant'],
  'apps/web': ['core', 'renderer', 'api/router'],
  'apps/cli': ['core', 'renderer', 'client', 'local'],
};

/** Libraries that only some folders may know. */
const reserved: readonly { readonly library: RegExp; readonly within: RegExp }[] = [
  {
    library: /^@trpc\//,
    within: /^(apps\/api\/src\/(trpc|routers|http|router)|packages\/client\/|apps\/web\/src\/lib\/)/,
  },
  { library: /^dockerode$/, within: /^packages\/servant\/src\/(docker|swarm)\// },
  { library: /^drizzle-orm/, within: /^(packages\/db|apps\/api)\// },
  { library: /^zod/, within: /^(?!packages\/renderer\/src\/(?!command))/ },
  { library: /^node:/, within: /^(?!(packages\/core|packages\/renderer\/src\/(?!command)|apps\/web\/src)\/)/ },
];

const IMPORT = /(?:^|\n)\s*(?:import|export)\s[^'"]*?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Imports that point against the arrows, between features, or out of a package past its entry. */
export async function boundaryProblems(): Promise<string[]> {
  const code = trackedFiles().filter(
    (file) => /^(apps|packages)\/[^/]+\/src\/.*\.tsx?$/.test(file) && existsSync(file),
  );
  return code.flatMap((file) => {
    const test = /\.test\.tsx?$|\/testing\/|\/testdata\//.test(file);
    const imports = [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '');
    return imports.flatMap((name) => problemsOf(file, name, test).map((problem) => `${file}: ${problem}`));
  });
}

function problemsOf(file: string, name: string, test: boolean): string[] {
  const folder = file.split('/').slice(0, 2).join('/');
  const problems: string[] = [];
  const own = /^@regent\/(.+)$/.exec(name)?.[1];
  const allowed = arrows[folder] ?? [];
  if (own && !test && !allowed.some((entry) => own === entry || own.startsWith(`${entry}/`))) {
    problems.push(`${folder} may not import @regent/${own}`);
  }
  if (name.startsWith('.') && climbs(file, name) > 0)
    problems.push(`${name} leaves the package; enter others by their name`);
  if (!test && reserved.some(({ library, within }) => library.test(name) && !within.test(file))) {
    problems.push(`${name} is not for this folder`);
  }
  const feature = /^apps\/web\/src\/features\/([^/]+)\//.exec(file)?.[1];
  const other = /\/features\/([^/]+)\//.exec(new URL(name, `file:///${file}`).pathname)?.[1];
  if (feature && name.startsWith('.') && other && other !== feature)
    problems.push(`feature ${feature} imports feature ${other}`);
  return problems;
}

/** How many folders above its own `src` a relative import reaches. */
function climbs(file: string, name: string): number {
  const depth = file.split('/').length - 4; // folders below `src`
  const up = name.split('/').filter((part) => part === '..').length;
  return Math.max(0, up - depth);
}
