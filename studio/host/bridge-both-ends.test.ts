import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BridgeError } from '../renderer/bridge/bridge-error.ts';
import { createBridge } from '../renderer/bridge/bridge.ts';
import { SocketCarrier } from '../renderer/bridge/socket-carrier.ts';
import { CHUNK_MAX_BYTES } from '../preload/recordings-contract.ts';
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
  expect(settings).toEqual({ settings: { theme: 'system', language: 'system' } });
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

it('bytes come over as they are, as many as a chunk may have', async () => {
  const bridge = bridgeTo(host);
  const { recordingId } = await bridge.ask('recordings.begin', { classTitle: 'Waves', startedAtMs: 0 });
  const track = { trackId: 'camera-1', source: 'camera', mimeType: 'video/webm', startedAtMs: 0 } as const;
  await bridge.ask('recordings.openTrack', { recordingId, track });
  const bytes = new Uint8Array(CHUNK_MAX_BYTES).map((_, i) => i % 251);
  const kept = await bridge.ask('recordings.append', {
    ...{ recordingId, trackId: 'camera-1', offsetBytes: 0, bytes },
  });
  expect(kept).toMatchObject({ is: 'kept', sizeBytes: CHUNK_MAX_BYTES });
  const file = join(folder, 'recordings', recordingId, 'camera-1.webm');
  expect((await readFile(file)).equals(bytes)).toBe(true);
});

it('more bytes than a chunk may have are refused, and the bridge goes on', async () => {
  const bridge = bridgeTo(host);
  const bytes = new Uint8Array(CHUNK_MAX_BYTES + 1);
  const body = { recordingId: 'no-recording', trackId: 'camera-1', offsetBytes: 0, bytes };
  await expect(bridge.ask('recordings.append', body)).rejects.toMatchObject({ reason: 'refused' });
  expect(await bridge.ask('app.info', {})).toMatchObject({ shell: 'browser' });
});
