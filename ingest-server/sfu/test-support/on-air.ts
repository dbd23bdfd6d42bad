import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Picture } from '@rostrum/protocol/media';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import { type Broadcast, createBroadcast } from '../../broadcast/index.ts';
import { createFeed } from '../feed.ts';
import { ffmpegSearch } from './ffmpeg.ts';

const classId = 'c1' as ClassId;
const usual = { width: 960, height: 540, framesPerSecond: 30 };

/** Where a rung’s playlist has come to. */
export interface Edge {
  /** Whole segments and parts since the first number, in milliseconds of media. */
  mediaMs: number;
  /** How long ago the newest part ended, by the playlist’s own clock. */
  ageMs: number;
  discontinuities: number;
}

/** A broadcast of one class over real HTTP, fed from the SFU. */
export class OnAir {
  readonly broadcast: Broadcast;
  readonly logged: { level: string; text: string; facts: object }[] = [];
  readonly #server = createServer((request, response) => this.broadcast.handleLive(request, response));
  readonly #router: types.Router;
  #isPlayable = false;
  #over: string | undefined;

  constructor(router: types.Router) {
    this.#router = router;
    const logAt = (level: string) => (facts: object, text: string) =>
      void this.logged.push({ level, text, facts });
    this.broadcast = createBroadcast({
      ...{ ffmpeg: ffmpegSearch, cores: 2, now: Date.now },
      logger: { info: logAt('info'), warn: logAt('warn'), error: logAt('error'), debug: logAt('debug') },
      makeStreamId: () => 'st1' as StreamId,
      handlePlayable: () => (this.#isPlayable = true),
      handleOver: (_, __, reason) => (this.#over = reason),
    });
    this.#server.listen(0, '127.0.0.1');
  }

  /** What a studio sends from now on. */
  feed(
    producers: { video?: types.Producer; audio?: types.Producer },
    said: Picture | 'unsaid' = usual,
  ): void {
    const { video, audio } = producers;
    const picture = said === 'unsaid' ? undefined : said;
    this.broadcast.feed(classId, {
      video: video && { feed: createFeed(this.#router, video), picture },
      audio: audio && { feed: createFeed(this.#router, audio) },
    });
  }

  lose(): void {
    this.broadcast.lose(classId);
  }

  get overview(): NonNullable<ReturnType<Broadcast['overview']>> {
    const overview = this.broadcast.overview(classId);
    if (!overview || this.#over)
      throw new Error(`it is not on air any more: ${this.#over ?? 'nothing said'}`);
    return overview;
  }

  async untilPlayable(withinMs: number): Promise<void> {
    for (const endsAt = Date.now() + withinMs; !this.#isPlayable;) {
      if (Date.now() > endsAt) throw new Error(`not playable: ${this.lines('').slice(-20).join('\n')}`);
      await wait(50);
    }
  }

  /** Whatever was logged with these words. */
  lines(words: string): string[] {
    return found(this.logged, words);
  }

  /** Of these what an admin finds in the log as it usually is. */
  told(words: string): string[] {
    return found(
      this.logged.filter(({ level }) => level !== 'debug'),
      words,
    );
  }

  async edge(rung: string): Promise<Edge> {
    const playlist = (await this.get(`${rung}.m3u8`)).toString();
    const first = Number(/#EXT-X-MEDIA-SEQUENCE:(\d+)/.exec(playlist)?.[1]);
    let [openMs, closedMs, wallMs, endMs] = [0, 0, 0, 0];
    for (const line of playlist.split('\n')) {
      const date = /#EXT-X-PROGRAM-DATE-TIME:(.*)/.exec(line)?.[1];
      const part = /#EXT-X-PART:.*DURATION=([\d.]+)/.exec(line)?.[1];
      const whole = /#EXTINF:([\d.]+)/.exec(line)?.[1];
      if (date) [wallMs, openMs] = [Date.parse(date), 0];
      if (part) openMs += Number(part) * 1000;
      if (whole) openMs = Number(whole) * 1000;
      if (date || part || whole) endMs = wallMs + openMs;
      if (line !== '' && !line.startsWith('#')) {
        closedMs += 2_000;
        openMs = 0;
      }
    }
    return {
      mediaMs: first * 2_000 + closedMs + openMs,
      ageMs: Date.now() - endMs,
      discontinuities: [...playlist.matchAll(/#EXT-X-DISCONTINUITY\n/g)].length,
    };
  }

  async get(address: string): Promise<Buffer> {
    if (!this.#server.listening) await once(this.#server, 'listening');
    const { port } = this.#server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/live/${classId}/${address}`);
    if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`);
    return Buffer.from(await response.arrayBuffer());
  }

  /** The listed whole segments of a rung, in one file for each init segment. */
  async record(rung: string): Promise<Buffer[]> {
    const playlist = (await this.get(`${rung}.m3u8`)).toString();
    const files: { map: string; parts: Buffer[] }[] = [];
    let isGap = false;
    for (const line of playlist.split('\n')) {
      // What stands behind it has an address, and nothing there.
      if (line === '#EXT-X-GAP') isGap = true;
      const map = /#EXT-X-MAP:URI="(.*)"/.exec(line)?.[1];
      if (map) files.push({ map, parts: [await this.get(map)] });
      if (line === '' || line.startsWith('#')) continue;
      if (!isGap) files.at(-1)?.parts.push(await this.get(line));
      isGap = false;
    }
    // An init segment alone is a run whose first segment is still open.
    return files.filter(({ parts }) => parts.length > 1).map(({ parts }) => Buffer.concat(parts));
  }

  async close(): Promise<void> {
    await this.broadcast.close();
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

function found(logged: OnAir['logged'], words: string): string[] {
  return logged
    .map(({ text, facts }) => `${text} ${JSON.stringify(facts)}`)
    .filter((line) => line.includes(words));
}
