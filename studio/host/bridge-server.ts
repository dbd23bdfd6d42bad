import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import * as v from 'valibot';
import { type WebSocket, WebSocketServer } from 'ws';
import { BRIDGE_PROTOCOL, type BridgeReplyFrame, bridgeRequestFrameSchema } from '../preload/contract.ts';
import type { Services } from '../services/index.ts';
import { mayOpenBridge } from './bridge-guard.ts';

const REQUEST_MAX_BYTES = 64 * 1024;

/** Carries the bridge over a WebSocket at /bridge; returns what ends it. */
export function startBridgeServer(
  http: Server,
  services: Services,
  guard: { key: string; origins: () => readonly string[] },
): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: REQUEST_MAX_BYTES,
    // Never echoes the key, which stands second in the page's list.
    handleProtocols: () => BRIDGE_PROTOCOL,
  });

  const handleUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Split, not parsed: a target such as '//' is no address, and any page of this machine's browser can send one.
    const isBridge = request.url?.split('?')[0] === '/bridge';
    if (!isBridge || !mayOpenBridge(request.headers, guard.key, guard.origins())) {
      // Node leaves an upgraded socket's errors to us; one that goes away while refused is of no interest.
      socket.on('error', () => {});
      socket.end(`HTTP/1.1 ${isBridge ? '403 Forbidden' : '404 Not Found'}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => serve(webSocket, services));
  };
  http.on('upgrade', handleUpgrade);

  return () => {
    http.off('upgrade', handleUpgrade);
    for (const webSocket of sockets.clients) webSocket.close(1001, 'the studio is closing');
    sockets.close();
  };
}

function serve(webSocket: WebSocket, services: Services): void {
  // ws closes the socket by itself after an error (an oversized frame, a broken one); the page opens another.
  webSocket.on('error', () => {});
  webSocket.on('message', (data) => {
    const frame = readFrame(String(data));
    if (!frame) {
      webSocket.close(1007, 'not a request of this studio');
      return;
    }
    void services.handle(frame.request).then((reply) => {
      const answer: BridgeReplyFrame = { id: frame.id, reply };
      webSocket.send(JSON.stringify(answer));
    });
  });
}

function readFrame(text: string): v.InferOutput<typeof bridgeRequestFrameSchema> | undefined {
  try {
    const frame = v.safeParse(bridgeRequestFrameSchema, JSON.parse(text));
    return frame.success ? frame.output : undefined;
  } catch {
    return undefined;
  }
}
