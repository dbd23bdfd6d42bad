import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BridgeError } from '../renderer/bridge/bridge-error.ts';
import { createBridge } from '../renderer/bridge/bridge.ts';
import { SocketCarrier } from '../renderer/bridge/socket-carrier.ts';
import { createServices } from '../services/index.ts';
import { type Host, startHost } from './host.ts';

// Node's WebSocket names no origin, a browser always does; here it is put in its place.
class WebSocketOfPage extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[] | WebSocketInit) {
    if (!Array.isArray(protocols)) throw new Error('the page names its protocols as a list');
    super(url, { protocols, headers: { origin: `http://${new URL(url).host}` } });
  }
}

const nodeWebSocket = globalThis.WebSocket;
let folder: string;
let host: Host;

const start = async (port: number): Promise<Host> =>
  startHost({
    port,
    pagesFolder: folder,
    pagesOrigin: undefined,
    services: createServices({
      folder,
      shell: 'browser',
      version: '1.0.0',
      given: undefined,
      report: () => {},
    }),
    report: () => {},
  });

const bridgeTo = ({ port, url }: Host) =>
  createBridge(new SocketCarrier(`ws://127.0.0.1:${port}/bridge`, url.split('key=')[1] ?? ''));

beforeEach(async () => {
  globalThis.WebSocket = WebSocketOfPage;
  folder = await mkdtemp(join(tmpdir(), 'rostrum-bridge-'));
  host = await start(0);
});

afterEach(async () => {
  globalThis.WebSocket = nodeWebSocket;
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

it('many questions at once each get their own answer', async () => {
  const bridge = bridgeTo(host);
  const [info, session, settings] = await Promise.all([
    bridge.ask('app.info', {}),
    bridge.ask('session.load', {}),
    bridge.ask('settings.load', {}),
  ]);
  expect(info).toEqual({ shell: 'browser', version: '1.0.0' });
  expect(session).toEqual({ is: 'none' });
  expect(settings).toEqual({ settings: { theme: 'system' } });
});

it('a refusal comes over as an error in the shell’s words', async () => {
  const refused = bridgeTo(host).ask('session.save', { link: 'no link' });
  await expect(refused).rejects.toThrow('This is not a studio link. It begins with rostrum://studio');
  await expect(refused).rejects.toMatchObject({ reason: 'refused' });
});

it('a shell that is gone is told apart from one that refuses', async () => {
  const bridge = bridgeTo(host);
  await bridge.ask('app.info', {});
  await host.close();
  const away = bridge.ask('app.info', {});
  await expect(away).rejects.toBeInstanceOf(BridgeError);
  await expect(away).rejects.toMatchObject({ reason: 'away' });
});
