import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Services, StartProblem } from '../services/index.ts';
import { createBridgeKey } from './bridge-key.ts';
import { startBridgeServer } from './bridge-server.ts';
import { servePage } from './page-server.ts';

export interface HostOptions {
  /** 0 for any that is free. */
  port: number;
  pagesFolder: string;
  /** Where a development server serves the pages instead; its origin may then open the bridge too. */
  pagesOrigin: string | undefined;
  services: Services;
  /** What opens the bridge; a new one where none is given. */
  key?: string;
  report: (text: string, cause: unknown) => void;
}

export interface Host {
  readonly port: number;
  /** The page's address with the key that opens the bridge. */
  readonly url: string;
  close(): Promise<void>;
}

/** Only this machine may reach it: the bridge holds the instructor's token. */
const ADDRESS = '127.0.0.1';

export async function startHost(options: HostOptions): Promise<Host> {
  const { port, pagesFolder, pagesOrigin, services, report } = options;
  const key = options.key ?? createBridgeKey();

  const http = createServer((request, response) => {
    servePage(pagesFolder, services, request, response).catch((cause: unknown) => {
      report(`${request.url ?? '/'} could not be served`, cause);
      if (!response.headersSent) response.statusCode = 500;
      response.end();
    });
  });

  let origins: readonly string[] = [];
  const endBridge = startBridgeServer(http, services, { key, origins: () => origins });
  await listen(http, port);
  const actualPort = (http.address() as AddressInfo).port;
  origins = [
    `http://localhost:${actualPort}`,
    `http://127.0.0.1:${actualPort}`,
    ...(pagesOrigin ? [pagesOrigin] : []),
  ];

  let closing: Promise<void> | undefined;
  return {
    port: actualPort,
    url: `${pagesOrigin ?? `http://localhost:${actualPort}`}/#key=${key}`,
    close() {
      closing ??= new Promise((resolve) => {
        endBridge();
        http.close(() => resolve());
        http.closeAllConnections();
      });
      return closing;
    },
  };
}

function listen(http: ReturnType<typeof createServer>, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (cause: NodeJS.ErrnoException) => {
      reject(new StartProblem(whyNotListening(cause.code ?? cause.message, port), { cause }));
    });
    http.listen(port, ADDRESS, resolve);
  });
}

function whyNotListening(code: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port}, where the studio's page would be, is in use: set ROSTRUM_STUDIO_PORT to a free one, or stop what uses it.`;
    case 'EACCES':
      return `Port ${port} may not be used by this account: set ROSTRUM_STUDIO_PORT to one above 1023.`;
    default:
      return `The studio can't listen on port ${port} (${code}): set ROSTRUM_STUDIO_PORT to another one.`;
  }
}
