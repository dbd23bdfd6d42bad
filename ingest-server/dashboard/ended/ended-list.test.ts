import type { EndedClass } from '@rostrum/protocol/operations';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { refuse } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { EndedList, type ReadEnded } from './ended-list.svelte.ts';

function ended(streamId: string, endedAt: number): EndedClass {
  return {
    ...{ classId: 'waves' as ClassId, streamId: streamId as StreamId, classTitle: 'Waves' },
    ...{ startedAt: 0, endedAt, peakHere: 3, restarts: 0, alerts: 1 },
  };
}

const page = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => ended(`s${first - i}`, first - i));

function start(answers: Awaited<ReturnType<ReadEnded>>[]) {
  const asked: (number | undefined)[] = [];
  const list = new EndedList(async (before) => {
    asked.push(before);
    return answers.shift() ?? { is: 'value', value: { classes: [] } };
  });
  return { asked, list };
}

/** Whatever was promised has come. */
const settled = async () => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

describe('the list of what is over', () => {
  it('goes further back with each page, and ends with one that isn’t full', async () => {
    const { asked, list } = start([
      { is: 'value', value: { classes: page(1_000, 50) } },
      { is: 'value', value: { classes: page(950, 2) } },
    ]);
    await settled();
    expect(list.state).toEqual({ is: 'shown', hasMore: true });
    await list.more();
    expect(asked).toEqual([undefined, 951]);
    expect(list.classes).toHaveLength(52);
    expect(list.state).toEqual({ is: 'shown', hasMore: false });
  });

  it('keeps what it has where the next page can’t be had, and asks for it again', async () => {
    const { asked, list } = start([
      { is: 'value', value: { classes: page(1_000, 50) } },
      { is: 'refused', refusal: refuse('server-error', 'The database is away.') },
    ]);
    await settled();
    await list.more();
    expect(list.state).toEqual({ is: 'failed', text: 'The database is away.' });
    expect(list.classes).toHaveLength(50);
    await list.more();
    expect(asked).toEqual([undefined, 951, 951]);
    expect(list.state).toEqual({ is: 'shown', hasMore: false });
  });
});
