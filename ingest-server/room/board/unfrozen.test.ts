import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import * as Y from 'yjs';

/** A change that adds something with bytes in it, as a stroke has them. */
function strokeUpdate(): string {
  const doc = new Y.Doc();
  doc.getMap('ink').set('one', { points: Uint8Array.of(1, 2, 3) });
  return Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');
}

it.each(['development', 'production', ''])('reads a stroke where NODE_ENV is “%s”', async (NODE_ENV) => {
  const updates = JSON.stringify(new URL('updates.ts', import.meta.url).href);
  const script = `const { readUpdate, foldUpdates } = await import(${updates});
    const update = ${JSON.stringify(strokeUpdate())};
    console.log(JSON.stringify([readUpdate(update), foldUpdates([update]).leftOut]));`;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, NODE_ENV },
  });
  expect(JSON.parse(stdout)).toEqual([{ onlyErases: false }, 0]);
});
