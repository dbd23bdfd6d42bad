import WebSocket from 'ws';
import { speeches } from '../crowd/dialects.ts';
import type { Release } from './pulses.ts';

const EVERY_MS = 100;
/** From five seconds on a server counts it as its failure; a page waits three times as long. */
const PATIENCE_MS = 5_200;

/** Students who come one after the other, and go again where nobody lets them in. */
export function knock(origin: string, tokens: readonly string[]): Release {
  const { pathOf, hello, hear } = speeches.rostrum;
  const sockets = new Set<WebSocket>();
  const left = tokens.values();
  const come = (token: string) => {
    const socket = new WebSocket(pathOf(origin.replace('http', 'ws')));
    sockets.add(socket);
    const patience = setTimeout(() => socket.terminate(), PATIENCE_MS);
    socket.on('open', () => socket.send(hello(token) ?? ''));
    socket.on('message', (data: Buffer) => {
      if (hear(data.toString()).isIn) clearTimeout(patience);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => clearTimeout(patience));
  };
  const coming = setInterval(() => {
    const { value } = left.next();
    if (value === undefined) clearInterval(coming);
    else come(value);
  }, EVERY_MS);
  return async () => {
    clearInterval(coming);
    for (const socket of sockets) socket.terminate();
  };
}
