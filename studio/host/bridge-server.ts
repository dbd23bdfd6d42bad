import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import * as v from 'valibot';
import { type WebSocket, WebSocketServer } from 'ws';
import { HEADER_MAX_BYTES, unpackBytesFrame } from '../preload/bytes-frame.ts';
import {
  BRIDGE_PROTOCOL,
  type BridgeReplyFrame,
  type BridgeRequestFrame,
  bridgeRequestFrameSchema,
} from '../preload/contract.ts';
import { CHUNK_MAX_BYTES } from '../preload/recordings-contract.ts';
import type { Services } from '../services/index.ts';
import { mayOpenBridge } from './bridge-guard.ts';

/** Of a chunk of a recording with its header; a request without bytes is held to the header's limit. */
const FRAME_MAX_BYTES = CHUNK_MAX_BYTES + HEADER_MAX_BYTES;

/** Carries the bridge over a WebSocket at /bridge; returns what ends it. */
export function startBridgeServer(
  http: Server,
  services: Services,
  guard: { key: string; origins: () => readonly string[] },
): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: FRAME_MAX_BYTES,
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
  // One buffer a message: the bytes of a chunk are handed on without a copy.
  webSocket.binaryType = 'nodebuffer';
  webSocket.on('message', (data: Buffer, isBinary) => {
    if (!isBinary && data.byteLength > HEADER_MAX_BYTES) {
      webSocket.close(1009, 'a request is larger than any of this studio');
      return;
    }
    const frame = isBinary ? readBytesFrame(data) : readFrame(data.toString());
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

function readBytesFrame(data: Buffer): BridgeRequestFrame | undefined {
  const parts = unpackBytesFrame(data);
  const frame = parts && readFrame(parts.header);
  if (frame) frame.request.body.bytes = parts.bytes;
  return frame;
}

function readFrame(text: string): BridgeRequestFrame | undefined {
  try {
    const frame = v.safeParse(bridgeRequestFrameSchema, JSON.parse(text));
    return frame.success ? frame.output : undefined;
  } catch {
    return undefined;
  }
}
