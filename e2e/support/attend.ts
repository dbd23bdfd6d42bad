import { GatewayClient } from '@rostrum/protocol/client';
import { SESSION_HEADER, sessionSchema } from '@rostrum/protocol/http';
import type { ClassId } from '@rostrum/protocol/room';
import * as v from 'valibot';

/** Somebody in the demonstration class over the gateway, without a page. */
export interface Attendee {
  readonly name: string;
  /** Good for some minutes. */
  readonly token: string;
  readonly classId: ClassId;
  readonly client: GatewayClient;
  /** Resolves as soon as that is so. */
  reaches(isThere: (client: GatewayClient) => boolean): Promise<void>;
  close(): void;
}

export function attend(origin: string, name: string): Promise<Attendee> {
  return comeIn(origin, '/api/join', { code: 'DEMO', name });
}

/** As the instructor, by the key in the studio's link. */
export function attendAsStaff(origin: string, studioLink: string): Promise<Attendee> {
  return comeIn(origin, '/api/session/link', { key: new URL(studioLink).searchParams.get('key') });
}

async function comeIn(origin: string, path: string, body: object): Promise<Attendee> {
  const joined = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [SESSION_HEADER]: 'body' },
    body: JSON.stringify(body),
  });
  const { token, name, classId } = v.parse(sessionSchema, await joined.json());
  const changes = new EventTarget();
  const client = new GatewayClient({
    token,
    random: Math.random,
    clock: {
      now: () => Date.now(),
      after(ms, call) {
        const timer = setTimeout(call, ms);
        return () => clearTimeout(timer);
      },
    },
    // Not from within the constructor: there is no client yet.
    onChange: () => queueMicrotask(() => changes.dispatchEvent(new Event('change'))),
    openSocket: ({ handleOpen, handleMessage, handleClose }) => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`);
      socket.addEventListener('open', handleOpen);
      socket.addEventListener('message', (event) => handleMessage(event.data));
      socket.addEventListener('close', ({ code }) => handleClose(code));
      return { send: (data) => socket.send(data), close: () => socket.close() };
    },
  });
  const attendee: Attendee = {
    name,
    token,
    classId,
    client,
    reaches: (isThere) =>
      new Promise((resolve) => {
        const look = () => {
          if (!isThere(client)) return;
          changes.removeEventListener('change', look);
          resolve();
        };
        changes.addEventListener('change', look);
        look();
      }),
    close: () => client.close(),
  };
  await attendee.reaches(({ status }) => status.is === 'open');
  return attendee;
}
