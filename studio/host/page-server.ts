import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { type Services, contentSecurityPolicy, contentType, pageFile } from '../services/index.ts';

/** Serves the built page's files, and nothing else of the disk. */
export async function servePage(
  folder: string,
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    say(response, 405, 'Only GET and HEAD.');
    return;
  }
  const file = pageFile(request.url?.split('?')[0] ?? '/');
  const body = file && (await readIfThere(join(folder, file)));
  if (!file || !body) {
    say(response, 404, 'There is no such page.');
    return;
  }
  response.setHeader('Content-Type', contentType(file));
  // Vite writes a content hash into every name under assets/.
  const isHashed = file.startsWith('assets/');
  response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (file.endsWith('.html')) {
    const server = await services.currentServer();
    response.setHeader('Content-Security-Policy', contentSecurityPolicy(server));
    response.setHeader('Permissions-Policy', 'camera=(self), microphone=(self), display-capture=(self)');
  }
  response.setHeader('Content-Length', body.length);
  response.end(request.method === 'HEAD' ? undefined : body);
}

function say(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.end(`${text}\n`);
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return undefined;
    throw cause;
  }
}
