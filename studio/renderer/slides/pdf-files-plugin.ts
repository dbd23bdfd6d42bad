// Serves what pdf.js fetches while it reads a file (tables of characters, fonts, colour profiles, decoders) from the
// studio's own page: a lecture must not depend on somebody else's server.
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const FOLDERS = ['cmaps', 'iccs', 'standard_fonts', 'wasm'];
const source = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** The sandbox for scripts inside a PDF: none are run here. */
const isWanted = (name: string) => !name.startsWith('quickjs') && !name.endsWith('QUICKJS');

export function pdfFiles(): Plugin {
  return {
    name: 'rostrum-pdf-files',
    async generateBundle() {
      if (this.environment.name !== 'client') return;
      for (const folder of FOLDERS) {
        for (const name of (await readdir(join(source, folder))).filter(isWanted)) {
          const body = await readFile(join(source, folder, name));
          this.emitFile({ type: 'asset', fileName: `pdf/${folder}/${name}`, source: body });
        }
      }
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const [, folder = '', name = ''] = /^\/pdf\/(\w+)\/([\w.-]+)$/.exec(request.url ?? '') ?? [];
        if (!FOLDERS.includes(folder)) {
          next();
          return;
        }
        readFile(join(source, folder, name)).then(
          (body) => {
            if (name.endsWith('.wasm')) response.setHeader('Content-Type', 'application/wasm');
            response.end(body);
          },
          () => next(),
        );
      });
    },
  };
}
