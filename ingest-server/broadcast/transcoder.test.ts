import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Feed, RtpPorts } from './feed.ts';
import { Lifeline } from './lifeline.ts';
import { audioRungs } from './pure/ladder.ts';
import { type TranscoderEnd, type TranscoderOptions, runTranscoder } from './transcoder.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'rostrum-transcoder-'))));
const lifeline = new Lifeline(() => undefined);
afterAll(async () => {
  lifeline.close();
  await rm(folder, { recursive: true, force: true });
});

/** A program in FFmpeg's place that fails as it is told to. */
async function program(name: string, script: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

interface Watched {
  feed: Feed;
  opened: RtpPorts[];
  closed: number;
}

function silentFeed(): Watched {
  const watched: Watched = {
    opened: [],
    closed: 0,
    feed: {
      format: {
        ...{ kind: 'audio', mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 },
        formatParameters: {},
      },
      receivedPackets: () => Promise.resolve(0),
      open(ports) {
        watched.opened.push(ports);
        return Promise.resolve({
          requestKeyFrame: () => Promise.reject(new Error('nobody to ask')),
          close: () => (watched.closed += 1),
        });
      },
    },
  };
  return watched;
}

interface Life {
  end: TranscoderEnd;
  lines: string[];
  parts: number;
}

async function live(path: string, feed: Feed, signal = new AbortController().signal): Promise<Life> {
  const lines: string[] = [];
  let parts = 0;
  const options: TranscoderOptions = {
    ...{
      ffmpeg: { path, version: '5.1', major: 5 },
      encoder: 'libx264',
      preset: 'superfast',
      partCutMs: 255,
    },
    ...{ lifeline, feed: { video: undefined, audio: { feed } }, video: [], audio: audioRungs.slice(0, 1) },
    plan: { picture: 'no-picture', sound: 'feed' },
    handleInit: () => undefined,
    handleFragment: () => (parts += 1),
    handleLine: (line) => lines.push(line),
  };
  return { end: await runTranscoder(options, signal), lines, parts };
}

describe('runTranscoder', () => {
  it('ends as broken where there is no such program', async () => {
    const watched = silentFeed();
    const { end } = await live(join(folder, 'nothing-here'), watched.feed);
    expect(end).toEqual({ because: 'broken', detail: expect.stringContaining('ENOENT') as string });
    expect(watched.closed).toBe(watched.opened.length);
  });

  it('ends with what the program ended with, and hands on what it said', async () => {
    const watched = silentFeed();
    const { end, lines } = await live(
      await program('fails', 'echo "no such codec" >&2; exit 7'),
      watched.feed,
    );
    expect(end).toEqual({ because: 'exited', detail: 'code 7' });
    expect(lines).toEqual(['no such codec']);
    expect([watched.opened.length, watched.closed]).toEqual([1, 1]);
  });

  it('tells the program on its standard input where it sends what', async () => {
    const watched = silentFeed();
    const { lines } = await live(await program('echoes', 'cat >&2; exit 0'), watched.feed);
    const [ports] = watched.opened;
    expect(lines).toContain(`m=audio ${ports?.rtpPort} RTP/AVP 100`);
    expect(lines).toContain(`a=rtcp:${ports?.rtcpPort}`);
  });

  it('ends as broken at the first torn byte, and takes nothing after it', async () => {
    const watched = silentFeed();
    const torn = await program('torn', 'printf "\\000\\000\\000\\010junk" >&3; exec sleep 60');
    const { end, parts } = await live(torn, watched.feed);
    expect(end).toEqual({ because: 'broken', detail: "a box 'junk' has no place in FFmpeg's stream" });
    expect([parts, watched.closed]).toEqual([0, 1]);
  });

  it('ends as broken when a feed does not open, and leaves no process behind', async () => {
    const gone: Feed = {
      ...silentFeed().feed,
      open: () => Promise.reject(new Error('the producer is closed')),
    };
    const { end } = await live(await program('sleeps', 'exec sleep 60'), gone);
    expect(end).toEqual({ because: 'broken', detail: 'the producer is closed' });
  });

  it('ends as asked, whether it is asked before, while it opens or later', async () => {
    const sleeps = await program('sleeps-on', 'echo here >&2; exec sleep 60');
    const before = AbortSignal.abort();
    expect((await live(sleeps, silentFeed().feed, before)).end).toEqual({ because: 'asked' });

    const opening = new AbortController();
    const slow: Feed = {
      ...silentFeed().feed,
      open: () => {
        opening.abort();
        return Promise.reject(new Error('the router is closed'));
      },
    };
    expect((await live(sleeps, slow, opening.signal)).end).toEqual({ because: 'asked' });

    const later = new AbortController();
    const watched = silentFeed();
    const life = live(sleeps, watched.feed, later.signal);
    await expect.poll(() => watched.opened.length).toBe(1);
    later.abort();
    expect((await life).end).toEqual({ because: 'asked' });
    expect(watched.closed).toBe(1);
  });
});
