import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const isText = /\.(?:css|html|js|json|mjs|svg)$/;
const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];

/**
 * Writes each script, style and page a second and a third time, compressed as far as it goes: the server has nothing to
 * do but to send it, and a phone on a poor network gets a third of the bytes.
 */
export function compressed(): Plugin {
  return {
    name: 'rostrum-compressed',
    apply: 'build',
    async writeBundle({ dir }) {
      if (dir === undefined) throw new Error('nothing says where the page was written');
      const files = await readdir(dir, { recursive: true, withFileTypes: true });
      for (const file of files) {
        if (!file.isFile() || !isText.test(file.name)) continue;
        const place = path.join(file.parentPath, file.name);
        const text = await readFile(place);
        await writeFile(`${place}.gz`, await zip(text, { level: 9 }));
        const size = { [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
        await writeFile(`${place}.br`, await brotli(text, { params: size }));
      }
    },
  };
}
