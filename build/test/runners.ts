import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type JsonReport, readPlaywrightReport } from './pure/playwright-report.ts';
import type { RunnerReport } from './pure/tally.ts';

const RESULTS = 'test-results';

/** In this terminal, with its own reporter for people; Ctrl+C reaches it by itself. */
function runHere(root: string, args: readonly string[], env: Record<string, string>): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    const stop = () => child.kill('SIGTERM');
    process.on('SIGTERM', stop).on('disconnect', stop);
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGTERM', stop).off('disconnect', stop);
      resolve(code);
    });
  });
}

/** An old report must never stand for a run that broke off. */
function freshReport(root: string, name: string): string {
  mkdirSync(path.join(root, RESULTS), { recursive: true });
  const file = path.join(root, RESULTS, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

export async function runVitest(root: string, patterns: readonly string[]): Promise<RunnerReport> {
  const file = freshReport(root, 'vitest');
  const reporters = ['--reporter=default', '--reporter=./build/test/vitest-reporter.ts'];
  const args = [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--passWithNoTests', ...reporters];
  const exitCode = await runHere(root, [...args, ...patterns], { ROSTRUM_TEST_REPORT: file });
  const seen = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Pick<RunnerReport, 'tests' | 'errors'>)
    : { tests: [], errors: ['vitest left no report'] };
  return { runner: 'vitest', exitCode, ...seen };
}

/**
 * What may run beside each other first, then the lectures with the machine to themselves: one that began while a page's
 * tests were still going got no processor, and failed for nothing of its own.
 */
export async function runPlaywright(root: string, patterns: readonly string[]): Promise<RunnerReport[]> {
  const beside = await runProjects(root, ['stored', 'pages'], patterns);
  return [beside, await runProjects(root, ['lectures'], patterns)];
}

async function runProjects(
  root: string,
  projects: readonly string[],
  patterns: readonly string[],
): Promise<RunnerReport> {
  const file = freshReport(root, `playwright-${projects.join('-')}`);
  const tool = path.join(root, 'node_modules/@playwright/test/cli.js');
  const config = ['--config', 'e2e/playwright.config.ts', '--reporter=list,json', '--pass-with-no-tests'];
  const chosen = projects.flatMap((project) => ['--project', project]);
  const exitCode = await runHere(root, [tool, 'test', ...config, ...chosen, ...patterns], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  const seen = existsSync(file)
    ? readPlaywrightReport(JSON.parse(readFileSync(file, 'utf8')) as JsonReport)
    : { tests: [], errors: ['Playwright left no report'] };
  return { runner: 'Playwright', exitCode, ...seen };
}

/** Every e2e test opens a browser, so without one there is a single thing to say. */
export const e2eWithoutChromium: RunnerReport = {
  runner: 'Playwright',
  exitCode: 0,
  errors: [],
  tests: [{ title: 'every test in e2e', state: 'skipped', reason: 'needs chromium' }],
};
