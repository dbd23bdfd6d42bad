import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  readonly port: number;
  /** Whole mails with their headers, in order. */
  readonly mails: { readonly to: string[]; readonly source: string }[];
  /** How often somebody began to send one. */
  readonly tries: number;
  /** Resolves once so many came. */
  came(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A real mail server that wants to know who sends, and takes nothing of the first so many. */
export async function startMailServer({ failing = 0 } = {}): Promise<MailServer> {
  const mails: MailServer['mails'] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let tries = 0;
  const server = new SMTPServer({
    // On this machine there is no certificate to speak of.
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth({ username, password }, _session, callback) {
      if (username === 'alerts' && password === 's%cret') callback(null, { user: username });
      else callback(new Error('unknown'));
    },
    onMailFrom(_address, _session, callback) {
      tries += 1;
      if (tries > failing) callback();
      else callback(Object.assign(new Error('come back later'), { responseCode: 451 }));
    },
    onData(stream, { envelope }, callback) {
      void text(stream).then((source) => {
        mails.push({ to: envelope.rcptTo.map(({ address }) => address), source });
        callback();
        for (const { count, resolve } of waiting) if (mails.length >= count) resolve();
      });
    },
  });
  // A client that was closed while it spoke.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    mails,
    get tries() {
      return tries;
    },
    came: (count) =>
      new Promise((resolve) => {
        if (mails.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
