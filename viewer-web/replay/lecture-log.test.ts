import type { RecordedLog } from '@rostrum/protocol/http';
import type { LoggedEvent } from '@rostrum/protocol/room';
import type { ServerAnswer } from '@rostrum/ui';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LectureLog } from './lecture-log.svelte.ts';

const START = 1_000_000;
const said = (seq: number): LoggedEvent => ({
  ...{ seq, at: START + seq * 1000 },
  event: {
    ...{ type: 'chat.sent', messageId: `m${seq}` as never, personId: 'ada' as never, name: 'Ada' },
    ...{ role: 'student', text: `line ${seq}` },
  },
});
const page = (seqs: readonly number[], next?: number): ServerAnswer<RecordedLog> => ({
  is: 'value',
  value: {
    ...{ events: seqs.map(said), counted: [], captions: [] },
    ...(next === undefined ? {} : { next }),
  },
});

const online = new EventTarget();
beforeEach(() => {
  vi.stubGlobal('addEventListener', online.addEventListener.bind(online));
  vi.stubGlobal('removeEventListener', online.removeEventListener.bind(online));
});
afterEach(() => vi.unstubAllGlobals());

/** A server that gives these answers one after the other. */
function open(answers: readonly ServerAnswer<RecordedLog>[]) {
  const asked: string[] = [];
  const recordings = {
    ask: (_schema: unknown, path: string) => {
      asked.push(path);
      return Promise.resolve(answers[asked.length - 1] as ServerAnswer<never>);
    },
  };
  const log = new LectureLog({ recordings, streamId: 'monday', ofWall: (wallMs) => (wallMs - START) / 1000 });
  return { asked, log };
}

it('reads page after page, shows what is there so far, and looks through all of it', async () => {
  const { asked, log } = open([page([1, 2], 2), page([3])]);
  await vi.waitFor(() => expect(log.status).toEqual({ is: 'there' }));
  expect(asked).toEqual(['/monday/log?after=0', '/monday/log?after=2']);
  const texts = log.momentAt(START + 2_500).room.chat.messages.map(({ text }) => text);
  expect(texts).toEqual(['line 1', 'line 2']);
  expect(log.find('line 3').hits.map(({ found }) => found.atS)).toEqual([3]);
  log.close();
});

it('waits for a server that is away, and goes on as soon as there is a connection', async () => {
  const { asked, log } = open([page([1], 1), { is: 'unreachable', cause: new Error('away') }, page([2])]);
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(log.status).toEqual({ is: 'loading', events: 1 });
  await vi.waitFor(() => {
    online.dispatchEvent(new Event('online'));
    expect(log.status).toEqual({ is: 'there' });
  });
  expect(asked.at(-1)).toBe('/monday/log?after=1');
  log.close();
});

it('says so where it may not be had', async () => {
  const { log } = open([{ is: 'refused', refusal: { code: 'not-found', text: 'It is not there.' } }]);
  await vi.waitFor(() => expect(log.status).toEqual({ is: 'failed' }));
  log.close();
});
