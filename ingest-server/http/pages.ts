import fastifyStatic from '@fastify/static';
import { classCodeSchema } from '@rostrum/protocol/http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { addressOfRequest } from '../room/index.ts';
import { type ClassFactsOptions, factsOfClass } from './class-facts.ts';
import { everyPage } from './pure/headers.ts';
import { pageRoute } from './pure/page-route.ts';
import { type Answered, pageWithAnswer } from './pure/page-with-answer.ts';
import { statusOf } from './pure/status-of.ts';
import { unbuiltPage } from './unbuilt-page.ts';

/** Folders that Vite builds the pages into. */
export interface PageFolders {
  readonly viewer: string;
  readonly dashboard: string;
}

export interface PagesOptions extends ClassFactsOptions {
  readonly pages: PageFolders;
}

const YEAR_S = 31_536_000;

export async function addPages(server: FastifyInstance, options: PagesOptions): Promise<void> {
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
        const folder = options.pages[route.page];
        if (!(await isBuilt(folder))) {
          return reply.code(503).headers(everyPage).type('text/html').send(unbuiltPage(route.page));
        }
        if (route.file === 'index.html') reply.headers(everyPage);
        if (route.code !== undefined) {
          // Of this moment, as the answer by itself would be.
          reply.header('cache-control', 'no-store').type('text/html; charset=utf-8');
          const page = await readFile(join(folder, route.file), 'utf8');
          return reply.send(pageWithAnswer(page, await answerOf(route.code, request, options)));
        }
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

/** What the page of a class asks for first: a round trip less before anybody can type their name. */
async function answerOf(typed: string, request: FastifyRequest, options: PagesOptions): Promise<Answered> {
  const parsed = v.safeParse(classCodeSchema, decoded(typed));
  const code = parsed.success ? parsed.output : typed;
  const visitor = { address: addressOfRequest(request.raw), refreshTokens: [] };
  const facts = await factsOfClass(code, visitor, options);
  const url = `/api/classes/${code}`;
  if (facts.ok) return { url, status: 200, body: facts.info };
  return { url, status: statusOf(facts.refusal.code), body: { refusal: facts.refusal } };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A stray % is just a character that no code has.
    return part;
  }
}

async function isBuilt(folder: string): Promise<boolean> {
  try {
    await access(join(folder, 'index.html'));
    return true;
  } catch {
    return false;
  }
}
