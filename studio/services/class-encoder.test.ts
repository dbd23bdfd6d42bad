import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createServices } from './services.ts';

const KEY = 'k'.repeat(43);
const session = {
  ...{ token: 'mine', refresh: 'r1', classId: 'c1', classTitle: 'Waves', personId: 'p1' },
  ...{ name: 'Grace', role: 'instructor', expiresAt: 900_000, at: 0 },
};

let folder: string;
let server: Server;
let origin: string;
/** What was asked of the class’s encoder, each with its bearer. */
let asked: string[];
/** By method. */
let answers: Record<string, Answer>;

interface Answer {
  status?: number;
  body: unknown;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rostrum-encoder-'));
  asked = [];
  answers = {
    GET: { body: { path: '/whip/DEMO', expiresAt: 7 } },
    POST: { body: { path: '/whip/DEMO', token: 'secret', expiresAt: 9 } },
    DELETE: { status: 204, body: '' },
  };
  server = createServer((request, response) => {
    const { method = '', url, headers } = request;
    const isEncoder = url === '/api/classes/c1/whip';
    if (isEncoder) asked.push(`${method} ${headers.authorization ?? ''}`);
    const said: Answer = (isEncoder ? answers[method] : undefined) ?? { body: session };
    const { status = 200, body } = said;
    response.statusCode = status;
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
    request.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

async function ask(name: string, given = { server: origin, key: KEY }): Promise<unknown> {
  const services = createServices({ folder, shell: 'browser', version: '1', report: () => {}, given });
  const reply = await services.handle({ name, body: {} });
  return reply.ok ? reply.answer : reply.problem;
}

describe('the encoder of the class that is open', () => {
  it('is told where it sends to, and until when a key is good', async () => {
    const address = `${origin}/whip/DEMO`;
    expect(await ask('encoder.look')).toEqual({ is: 'setup', address, keyUntil: 7 });
    answers['GET'] = { body: { path: '/whip/DEMO' } };
    expect(await ask('encoder.look')).toEqual({ is: 'setup', address });
    expect(asked).toEqual(['GET Bearer mine', 'GET Bearer mine']);
  });

  it('gets a key, which can be taken back', async () => {
    const address = `${origin}/whip/DEMO`;
    expect(await ask('encoder.makeKey')).toEqual({ is: 'made', address, key: 'secret', keyUntil: 9 });
    expect(await ask('encoder.takeKeyBack')).toEqual({ is: 'done' });
    expect(asked).toEqual(['POST Bearer mine', 'DELETE Bearer mine']);
  });

  it.each(['encoder.look', 'encoder.makeKey', 'encoder.takeKeyBack'])(
    'is refused in the server’s words, and is away with it: %s',
    async (name) => {
      const refusal = { code: 'not-allowed', text: 'Only staff may publish.' };
      const no = { status: 403, body: { refusal } };
      answers = { GET: no, POST: no, DELETE: no };
      expect(await ask(name)).toEqual({ is: 'refused', refusal });
      const proxy = { status: 502, body: '<html>' };
      answers = { GET: proxy, POST: proxy, DELETE: proxy };
      expect(await ask(name)).toEqual({ is: 'away' });
      const strange = { body: '<html>' };
      answers = { GET: strange, POST: strange, DELETE: strange };
      expect(await ask(name)).toMatchObject({ is: 'refused', refusal: { code: 'server-error' } });
    },
  );
});
