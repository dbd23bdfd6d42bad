import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { everyPage } from './pure/headers.ts';
import { pageRoute } from './pure/page-route.ts';
import { unbuiltPage } from './unbuilt-page.ts';

/** Folders that Vite builds the pages into. */
export interface PageFolders {
  readonly viewer: string;
  readonly dashboard: string;
}

const YEAR_S = 31_536_000;

export async function addPages(server: FastifyInstance, folders: PageFolders): Promise<void> {
  // Only its reply.sendFile is used, with the folder named each time: a page may be built while we run.
  // Compressed when it was built, where it was.
  await server.register(fastifyStatic, { root: import.meta.dirname, serve: false, preCompressed: true });

  server.get('/*', async (request, reply) => {
    const route = pageRoute(request.url.split('?')[0]!);
    switch (route.is) {
      case 'nothing':
        return reply.callNotFound();
      case 'redirect':
        return reply.redirect(route.to);
      case 'file': {
        const folder = folders[route.page];
        if (!(await isBuilt(folder))) {
          return reply.code(503).headers(everyPage).type('text/html').send(unbuiltPage(route.page));
        }
        if (route.file === 'index.html') reply.headers(everyPage);
        const forever = route.cache === 'forever';
        return reply.sendFile(route.file, folder, {
          cacheControl: true,
          maxAge: forever ? YEAR_S * 1000 : 0,
          immutable: forever,
        });
      }
    }
  });
}

async function isBuilt(folder: string): Promise<boolean> {
  try {
    await access(join(folder, 'index.html'));
    return true;
  } catch {
    return false;
  }
}
