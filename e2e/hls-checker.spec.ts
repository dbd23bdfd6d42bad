import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { checkStream } from './hls-checker/index.ts';
import { type StoredProgramme, startStoredProgramme } from './support/index.ts';

const MINUTE_MS = 60_000;

test.describe('a stored programme', () => {
  let programme: StoredProgramme;
  test.beforeAll(async () => {
    programme = await startStoredProgramme();
  });
  test.afterAll(() => programme.close());

  test('keeps every rule for a minute, through a transcoder that gives way to another', async () => {
    setTimeout(() => programme.breakOff(), MINUTE_MS / 3);
    const [live, dvr] = await Promise.all([
      checkStream(`${programme.base}main.m3u8`, MINUTE_MS),
      checkStream(`${programme.base}dvr.m3u8`, MINUTE_MS),
    ]);
    expect([live.wrong, dvr.wrong]).toEqual([[], []]);
    // Four renditions at least, a part each quarter of a second, a segment each two seconds.
    for (const { parts, segments, deltas } of [live, dvr]) {
      expect(parts).toBeGreaterThan(4 * 150);
      expect(segments).toBeGreaterThan(4 * 20);
      expect(deltas).toBeGreaterThan(4);
    }
  });

  // That the checker bites: between it and a server that keeps the rules stands one that breaks them.
  let loads = 0;
  const faults: readonly [string, RegExp, Fault][] = [
    [
      'reloads that don’t wait',
      /6\.2\.5\.2: .*was answered without it/,
      { rewrite: (url) => url.replace(/[?&]_HLS_msn.*/, '') },
    ],
    [
      'what is too far ahead, answered',
      /6\.2\.5\.2: _HLS_msn=\d+ was answered with 200/,
      { rewrite: (url) => url.replace(/_HLS_msn=\d{5,}/, '') },
    ],
    [
      'answers that come late',
      /6\.2\.5\.2: .* (came only after|was not answered at once)/,
      { delayMs: 2_500 },
    ],
    [
      'answers that come late as a rule',
      /6\.2\.5\.2: half of the parts came only after/,
      { delayMs: 700, delayed: /_HLS_msn/ },
    ],
    [
      'hints that are not honoured',
      /6\.2\.2: the hinted .* was answered with 404/,
      { missing: /\/\d+\.\d+\.m4s/ },
    ],
    [
      'segments that are not there',
      /6\.2\.1: segment \d+ is listed and answered with 404/,
      { missing: /\/\d+\.m4s/ },
    ],
    [
      'bytes that are others',
      /3\.1\.2: segment \d+ is not what its parts are/,
      { rewrite: (url) => url.replace(/\/\d+\.m4s/, '/1.m4s') },
    ],
    [
      'a BANDWIDTH that is too low',
      /4\.4\.6\.2: .* needed/,
      { edit: (text) => text.replace(/BANDWIDTH=\d+/g, 'BANDWIDTH=9000') },
    ],
    [
      'a sequence that goes back',
      /6\.2\.2: the media sequence went/,
      {
        edit: (text) =>
          text.replace(/(MEDIA-SEQUENCE:)(\d+)/, (_, tag, msn) => tag + (Number(msn) - (loads++ % 2))),
      },
    ],
  ];
  for (const [what, words, fault] of faults) {
    test(`is found out where it has ${what}`, async () => {
      const faulty = await startFaulty(programme.base, fault);
      try {
        const { wrong } = await checkStream(`${faulty.base}main.m3u8`, 5_000);
        expect(wrong.join('\n')).toMatch(words);
      } finally {
        faulty.close();
      }
    });
  }
});

interface Fault {
  rewrite?: (url: string) => string;
  edit?: (text: string) => string;
  delayMs?: number;
  /** What comes late; everything where it is not given. */
  delayed?: RegExp;
  missing?: RegExp;
}

async function startFaulty(base: string, fault: Fault): Promise<{ base: string; close: () => void }> {
  const target = new URL(base);
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  async function answer({ url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
    if (fault.missing?.test(url)) {
      response.writeHead(404).end();
      return;
    }
    const found = await fetch(new URL(fault.rewrite?.(url) ?? url, target));
    let body = Buffer.from(await found.arrayBuffer());
    if (fault.edit && url.includes('.m3u8')) body = Buffer.from(fault.edit(body.toString()));
    if (fault.delayMs !== undefined && (fault.delayed?.test(url) ?? true)) await wait(fault.delayMs);
    const type = found.headers.get('content-type') ?? '';
    const cache = found.headers.get('cache-control') ?? '';
    response.writeHead(found.status, { 'content-type': type, 'cache-control': cache }).end(body);
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}${target.pathname}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
