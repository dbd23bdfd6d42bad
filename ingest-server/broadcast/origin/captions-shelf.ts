import type { KeptStream } from '../archive/index.ts';
import { caching } from '../pure/caching.ts';
import {
  type CaptionLine,
  type CaptionedSegment,
  type PlacedLine,
  captionSegment,
  placedAsItCame,
  placedAsItWasSaid,
} from '../pure/captions.ts';
import type { LiveRequest } from '../pure/live-path.ts';
import { type Asker, CAPTIONS_TYPE } from './answer.ts';
import type { KeptShelf } from './kept-shelf.ts';
import type { CaptionSource } from './live-programme.ts';
import { Playlists } from './playlists.ts';
import { notOnTimeline } from './refusals.ts';
import type { Stage } from './stage.ts';

/** Some hundred classes, each segment a few hundred bytes. */
const KEEP_BYTES = 8 * 1024 * 1024;

const PLACED = { 'as-it-came': placedAsItCame, 'as-it-was-said': placedAsItWasSaid };

export type AskedCaptions = Extract<LiveRequest, { is: 'captions' }>;

/** What was said, written as the segments of one more rendition: once for all who ask, until something is corrected. */
export class CaptionsShelf {
  readonly #source: CaptionSource;
  readonly #kept: KeptShelf;
  readonly #written = new Playlists(KEEP_BYTES, CAPTIONS_TYPE);

  constructor(source: CaptionSource, kept: KeptShelf) {
    this.#source = source;
    this.#kept = kept;
  }

  async languageOf({ classId, streamId }: KeptStream): Promise<string | undefined> {
    return (await this.#source.find(classId, streamId))?.language;
  }

  /** Of a stream that is on air, or was a moment ago. */
  async sendLive(asker: Asker, classId: string, stage: Stage, { msn, placed }: AskedCaptions): Promise<void> {
    const { archive, streamId } = stage.programme;
    const segment = stage.captioned(msn) ?? (archive && (await this.#kept.captioned(archive, msn)));
    const lines = await this.#source.linesOf(classId);
    this.#send(asker, `${classId}/${streamId}/${msn} ${placed}`, segment, lines, PLACED[placed]);
  }

  async sendKept(asker: Asker, kept: KeptStream, msn: number): Promise<void> {
    const { classId, streamId } = kept;
    const captions = await this.#source.find(classId, streamId);
    const segment = captions && (await this.#kept.captioned(kept, msn));
    const { lines = [] } = captions ?? {};
    this.#send(asker, `${classId}/${streamId}/${msn}`, segment, lines, placedAsItWasSaid);
  }

  #send(
    asker: Asker,
    key: string,
    segment: CaptionedSegment | undefined,
    lines: readonly CaptionLine[],
    placed: (lines: readonly CaptionLine[]) => readonly PlacedLine[],
  ): void {
    if (!segment) return asker.answer(notOnTimeline);
    const { wallMs, durationMs, startMs } = segment;
    const write = () => captionSegment(segment, placed(lines));
    const content = this.#written.take(key, [wallMs, durationMs, startMs, lines], write);
    asker.answer({ status: 200, content, cache: caching.captions });
  }
}
