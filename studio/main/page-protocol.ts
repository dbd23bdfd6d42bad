import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { protocol } from 'electron';
import { type Services, contentSecurityPolicy, contentType, pageFile } from '../services/index.ts';
import { APP_SCHEME } from './pure/navigation-policy.ts';

/** Before the app is ready: a scheme's privileges can't be changed later. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export function servePage(pagesFolder: string, services: Services): void {
  protocol.handle(APP_SCHEME, async (request) => {
    const file = pageFile(new URL(request.url).pathname);
    const body = file && (await readFile(join(pagesFolder, file)).catch(() => undefined));
    if (!file || !body) return new Response('There is no such page.', { status: 404 });
    const headers = new Headers({ 'Content-Type': contentType(file), 'X-Content-Type-Options': 'nosniff' });
    if (file.endsWith('.html')) {
      const server = await services.currentServer();
      headers.set('Content-Security-Policy', contentSecurityPolicy(server));
    }
    return new Response(new Uint8Array(body), { headers });
  });
}
