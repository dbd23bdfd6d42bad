// The browser shell: serves the studio's page and its bridge to a browser on this machine, where Electron can't run.
// Knows the environment and the process; what the studio keeps and answers is in services/.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { StartProblem, createServices, prepareStudioFolder } from '../services/index.ts';
import { keepBridgeKey } from './bridge-key.ts';
import { readConfig } from './config.ts';
import { startHost } from './host.ts';

const pagesFolder = join(import.meta.dirname, '..', 'renderer', 'dist');

const report = (text: string, cause: unknown): void => {
  console.error(cause === undefined ? text : `${text}: ${reasonsOf(cause)}`);
};

async function run(): Promise<void> {
  const { port, dataFolder, pagesOrigin, given } = readConfig(process.env, process.argv[2]);
  if (!pagesOrigin && !existsSync(join(pagesFolder, 'index.html'))) {
    throw new StartProblem(
      "The studio's page is not built: run `npm run setup`, or `npx vite build studio/renderer`.",
    );
  }
  const folder = await prepareStudioFolder(dataFolder);
  const services = createServices({
    shell: 'browser',
    ...{ folder, version: packageJson.version, given, report },
    readers: [Intl.DateTimeFormat().resolvedOptions().locale],
  });
  const key = await keepBridgeKey(folder);
  const host = await startHost({ port, pagesFolder, pagesOrigin, services, key, report });

  const end = () => {
    void host.close().then(() => process.exit(0));
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  // Whoever started us is gone without a word: nobody else would end us.
  process.once('disconnect', end);

  // Last: whoever hears it may already end us.
  console.log(`studio ${host.url}`);
  process.send?.({ type: 'ready', port: host.port, url: host.url });
}

/** An error's reasons on one line, the outermost first. */
function reasonsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${reasonsOf(error.cause)}`;
}

try {
  await run();
} catch (error) {
  if (!(error instanceof StartProblem)) throw error;
  console.error(error.message);
  process.exit(1);
}
