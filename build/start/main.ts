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
import { writeOpenFile } from './open-file.ts';
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
const data = path.resolve(root, process.env['ROSTRUM_DATA'] || 'data');
const chromium = process.env['CHROMIUM_PATH'];
const can = (process.env['ROSTRUM_CAN'] ?? '').split(',');
const isRoot = process.getuid?.() === 0;
const children = new Children();

/** A rush of five thousand would grow the heap for young objects, and it never shrinks: 100 MB for the same CPU. */
const SMALL_NURSERY = '--max-semi-space-size=2';

function startNode(name: string, file: string, env: Record<string, string>): Child {
  const plan = {
    name,
    command: process.execPath,
    args: [SMALL_NURSERY, path.join(root, file)],
    env: { ROSTRUM_LOG: process.env['ROSTRUM_LOG'] || 'warn', ...env },
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

/** What a browser is told to open: never the address itself, since it carries the key to the studio. */
function openFile(name: string, url: string): string {
  return writeOpenFile(path.join(profile(name), 'open.html'), url);
}

function openStudio(studioUrl: string, studioLink: string): void {
  if (!hasDisplay()) {
    console.log('There is no display here: open the studio link in a browser on this machine.');
    return;
  }
  const quiet = { name: 'studio window', channel: 'none', stderr: 'hidden' } as const;
  const electron = findElectron(root);
  if (electron) {
    const env = { ROSTRUM_STUDIO_LINK: studioLink };
    children.start({ ...quiet, command: electron, args: [root], env }, 'optional');
  } else if (chromium) {
    const wishes = { profile: profile('studio'), root: isRoot };
    const args = studioWindowFlags(wishes, openFile('studio', studioUrl));
    children.start({ ...quiet, command: chromium, args }, 'optional');
  } else {
    console.log('There is no Chromium here: open the studio link in your own browser.');
  }
}

/** However it goes with the instructor, server and studio stay. */
async function putInstructorOnAir(studioUrl: string, viewerUrl: string): Promise<void> {
  const lacking = lackingForDemo(can);
  if (!chromium || lacking.length > 0) {
    console.log(`No synthetic instructor: that needs ${lacking.join(' and ')}. Everything else is running.`);
    return;
  }
  const url = demoUrl(studioUrl, demoSize(os.availableParallelism()));
  const wishes = { profile: profile('instructor'), root: isRoot };
  const args = instructorFlags(wishes, openFile('instructor', url));
  const plan = { name: 'synthetic instructor', command: chromium, args } as const;
  const instructor = children.start({ ...plan, channel: 'debugging', stderr: 'hidden' }, 'optional');
  const gone = new AbortController();
  void instructor.ended.then((words) => {
    if (!children.signal.aborted) console.log(`${words}\nEverything else goes on.`);
    gone.abort();
  });
  const either = AbortSignal.any([children.signal, gone.signal]);
  const isLive = await untilLive(classInfoUrl(viewerUrl), either, () =>
    console.log(
      "The synthetic instructor is not on air yet and goes on trying. The server's warnings above may say why.",
    ),
  );
  if (!isLive) return;
  instructor.handleReady();
  console.log('A synthetic instructor is on air.');
}

async function run(): Promise<void> {
  const options = readStartOptions(process.argv.slice(2));
  if (options.is === 'refused') throw new Error(options.words);
  const server = startNode('server', 'ingest-server/main.ts', {});
  const { links, here, note } = await server.ready(readServerReady);
  const host = startNode('studio host', 'studio/host/main.ts', { ROSTRUM_STUDIO_LINK: here.studio });
  const { url: studioUrl } = await host.ready(readHostReady);
  console.log(`studio    ${studioUrl}`);
  if (links.studio !== here.studio) console.log(`studio    ${links.studio} (from another machine)`);
  console.log(`viewer    ${links.viewer}`);
  console.log(`dashboard ${links.dashboard}`);
  if (note) console.log(note);
  if (options.demo) await putInstructorOnAir(studioUrl, here.viewer);
  else if (options.open) openStudio(studioUrl, here.studio);
}

run().catch((error: unknown) => children.fail(error instanceof Error ? error.message : String(error)));
