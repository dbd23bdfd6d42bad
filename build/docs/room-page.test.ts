import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOM_PAGE, writeRoomPage } from './room-page.ts';

const root = path.resolve(import.meta.dirname, '../..');

it(`${ROOM_PAGE} is what the code says (mend it with: npm run docs)`, async () => {
  expect(await readFile(path.join(root, ROOM_PAGE), 'utf8')).toBe(await writeRoomPage(root));
});
