import { WIRE_VERSION } from '@rostrum/protocol/wire';

/** The same conversation as three servers want it: ours, a plain loop over `ws`, and socket.io. */
export type Dialect = 'rostrum' | 'ws' | 'socketio';

export interface Heard {
  /** It may be spoken to now. */
  readonly isIn?: boolean;
  /** The texts of what was said, in order. */
  readonly texts?: readonly string[];
  readonly refused?: boolean;
  /** To be sent back at once. */
  readonly reply?: string;
}

export interface Speech {
  pathOf(url: string): string;
  /** The first thing that is sent once the socket is open. */
  hello(token: string): string | undefined;
  hear(data: string): Heard;
  say(text: string, key: string): string;
}

interface OurFrame {
  t: string;
  events?: { event: { type: string; text?: string } }[];
}

const nothing: Heard = {};

export const speeches: Readonly<Record<Dialect, Speech>> = {
  rostrum: {
    pathOf: (url) => `${url}/socket`,
    hello: (token) => JSON.stringify({ t: 'hello', v: WIRE_VERSION, token }),
    hear(data) {
      const frame = JSON.parse(data) as OurFrame;
      if (frame.t === 'welcome') return { isIn: true };
      if (frame.t === 'refused' || frame.t === 'bye') return { refused: true };
      if (frame.t !== 'events') return nothing;
      const texts = (frame.events ?? []).flatMap(({ event }) =>
        event.type === 'chat.sent' && event.text !== undefined ? event.text : [],
      );
      return { texts };
    },
    say: (text, key) => JSON.stringify({ t: 'command', key, command: { type: 'chat.send', text } }),
  },
  ws: {
    pathOf: (url) => url,
    hello: () => undefined,
    hear(data) {
      const frame = JSON.parse(data) as OurFrame;
      return { texts: (frame.events ?? []).flatMap(({ event }) => event.text ?? []) };
    },
    say: (text) => JSON.stringify({ text }),
  },
  socketio: {
    pathOf: (url) => `${url}/socket.io/?EIO=4&transport=websocket`,
    hello: () => undefined,
    // Engine.IO 4 with Socket.IO 5 inside it: 0 open, 2 ping, 40 connected, 42 an event.
    hear(data) {
      if (data.startsWith('0')) return { reply: '40' };
      if (data.startsWith('40')) return { isIn: true };
      if (data === '2') return { reply: '3' };
      if (!data.startsWith('42')) return nothing;
      const [, frame] = JSON.parse(data.slice(2)) as [string, OurFrame];
      return { texts: (frame.events ?? []).flatMap(({ event }) => event.text ?? []) };
    },
    say: (text) => `42${JSON.stringify(['say', { text }])}`,
  },
};
