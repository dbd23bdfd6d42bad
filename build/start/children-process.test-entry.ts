// A command of its own, for the test of Children: starts two children that tell when they stop, and one that dies.
import { Children } from './children.ts';
import { readHostReady } from './messages.ts';

const children = new Children();

async function startTalker(name: string): Promise<void> {
  const script = `process.on("SIGTERM", () => { console.error("${name} stops"); process.exit(0) }); setInterval(() => {}, 1000); process.send({ type: "ready", url: "x" });`;
  const plan = {
    name,
    command: process.execPath,
    args: ['-e', script],
    channel: 'ipc',
    stderr: 'shown',
  } as const;
  await children.start(plan, 'vital').ready(readHostReady);
}

await startTalker('first');
await startTalker('second');
if (process.argv[2] === 'die') {
  const script =
    'process.send({ type: "ready", url: "x" }, () => { console.error("out of paper"); process.exit(1); })';
  const plan = {
    name: 'third',
    command: process.execPath,
    args: ['-e', script],
    channel: 'ipc',
    stderr: 'hidden',
  } as const;
  await children.start(plan, 'vital').ready(readHostReady);
} else {
  process.send?.('started');
}
