import path from 'node:path';
import * as prettier from 'prettier';
import { roomPage } from './pure/room-page.ts';

/** In the project's root. */
export const ROOM_PAGE = 'docs/room.md';

/** The page as it belongs into the file: as Prettier would leave it. */
export async function writeRoomPage(root: string): Promise<string> {
  const filepath = path.join(root, ROOM_PAGE);
  const config = await prettier.resolveConfig(filepath, { editorconfig: true });
  return prettier.format(roomPage(), { ...config, filepath });
}
