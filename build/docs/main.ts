// `npm run docs`: writes the pages of docs/ that are made from code.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOM_PAGE, writeRoomPage } from './room-page.ts';

const root = path.resolve(import.meta.dirname, '../..');
await writeFile(path.join(root, ROOM_PAGE), await writeRoomPage(root));
console.log(`${ROOM_PAGE} is as the code is.`);
