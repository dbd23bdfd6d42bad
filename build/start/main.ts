// `npm start`: server, studio, links, and the synthetic instructor. It starts processes and stops them in order, and
// knows of each only its ready message.
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findElectron, hasDisplay } from '../setup/machine.mjs';
import type { Child } from './child.ts';
import { Children } from './children.ts';
import { readHostReady, readServerReady } from './messages.ts';
import { untilLive } from './on-air.ts';
import {
  classInfoUrl,
  demoSize,
  demoUrl,
  instructorFlags,
  lackingForDemo,
  studioWindowFlags,
} from './pure/demo.ts';
import { readStartOptions } from './pure/options.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const data = path.resolve(root, process.env['ROSTRUM_DATA'] ?? 'data');
const chromium = process.env['CHROMIUM_PATH'];
const can = (process.env['ROSTRUM_CAN'] ?? '').split(',');
const isRoot = process.getuid?.() === 0;
const children = new Children();

function startNode(name: string, file: string, env: Record<string, string>): Child {
  const plan = {
    name,
    command: process.execPath,
    args: [path.join(root, file)],
    env: { ROSTRUM_LOG: 'warn', ...process.env, ...env },
    channel: 'ipc',
    stderr: 'held',
  } as const;
  return children.start(plan, 'vital');
}

function profile(name: string): string {
  const folder = path.join(data, 'browser', name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function openStudio(studioUrl: string, studioLink: string): void {
  if (!hasDisplay()) {
    console.log('There is no display here: open the studio link in a browser on this machine.');
    return;
  }
  const quiet = { name: 'studio window', channel: 'none', stderr: 'hidden' } as const;
  const electron = findElectron(root);
  if (electron) {
    children.start({ ...quiet, command: electron, args: [root, studioLink] }, 'optional');
  } else if (chromium) {
    const args = studioWindowFlags({ profile: profile('studio'), root: isRoot }, studioUrl);
    children.start({ ...quiet, command: chromium, args }, 'optional');
  } else {
    console.log('There is no Chromium here: open the studio link in your own browser.');
  }
}

async function putInstructorOnAir(studioUrl: string, viewerUrl: string): Promise<void> {
  const lacking = lackingForDemo(can);
  if (!chromium || lacking.length > 0) {
    console.log(`No synthetic instructor: that needs ${lacking.join(' and ')}. Everything else is running.`);
    return;
  }
  const url = demoUrl(studioUrl, demoSize(os.availableParallelism()));
  const args = instructorFlags({ profile: profile('instructor'), root: isRoot }, url);
  const name = 'synthetic instructor';
  children.start({ name, command: chromium, args, channel: 'debugging', stderr: 'hidden' }, 'vital');
  await untilLive(classInfoUrl(viewerUrl), children.signal);
  console.log('A synthetic instructor is on air.');
}

async function run(): Promise<void> {
  const options = readStartOptions(process.argv.slice(2));
  if (options.is === 'refused') throw new Error(options.words);
  const server = startNode('server', 'ingest-server/main.ts', {});
  const { links } = await server.ready(readServerReady);
  const host = startNode('studio host', 'studio/host/main.ts', { ROSTRUM_STUDIO_LINK: links.studio });
  const { url: studioUrl } = await host.ready(readHostReady);
  console.log(`studio    ${studioUrl}`);
  console.log(`viewer    ${links.viewer}`);
  console.log(`dashboard ${links.dashboard}`);
  if (options.demo) await putInstructorOnAir(studioUrl, links.viewer);
  else if (options.open) openStudio(studioUrl, links.studio);
}

run().catch((error: unknown) => children.fail(error instanceof Error ? error.message : String(error)));
