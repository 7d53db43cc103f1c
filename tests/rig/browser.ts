import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { outputFolder } from './folders.ts';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
export const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
  narrow: { width: 320, height: 700 },
} as const;
export const themes = ['light', 'dark'] as const;

export async function openBrowser(): Promise<Browser> {
  const executablePath = [process.env.CHROMIUM, ...PLACES].find((path) => path !== undefined && existsSync(path));
  if (!executablePath) throw new Error('There is no Chromium; set CHROMIUM.');
  return chromium.launch({ executablePath, args: FLAGS });
}

interface TabOptions {
  readonly theme?: 'light' | 'dark';
  readonly size?: keyof typeof sizes;
  /** Cookies and storage of a tab that signed in before. */
  readonly state?: Awaited<ReturnType<BrowserContext['storageState']>>;
}

/** A tab whose console errors and failed requests are collected; a test expects none. */
export async function openTab(browser: Browser, options: TabOptions = {}) {
  const context = await browser.newContext({
    viewport: sizes[options.size ?? 'desktop'],
    colorScheme: options.theme ?? 'light',
    reducedMotion: 'reduce',
    ...(options.state ? { storageState: options.state } : {}),
    bypassCSP: true, // axe is injected as a script; that the policy holds is a test of its own
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  return { context, page, problems };
}

/** Keeps a picture of the page under `test-output/screens`. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(join(outputFolder, 'screens'), { recursive: true });
  await page.screenshot({ path: join(outputFolder, 'screens', `${name}.png`) });
}

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds on the page, one line each. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axeFile });
  const violations = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run(options: object): Promise<{ violations: AxeViolation[] }> } })
      .axe;
    const found = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
    return found.violations;
    interface AxeViolation {
      id: string;
      help: string;
      nodes: { target: string[]; html: string }[];
    }
  });
  return violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${violation.help} at ${node.target.join(' ')} (${node.html.slice(0, 120)})`,
    ),
  );
}

export type { Browser, Page };
