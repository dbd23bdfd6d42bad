import type { NodeFacts } from '@rostrum/protocol/operations';
import { describe, expect, it } from 'vitest';
import { certificateReading, nodeReadings } from './node-readings.ts';

function node(facts: Partial<NodeFacts> = {}): NodeFacts {
  return {
    ...{ at: 1, cpu: 0.35, memoryBytes: 210_000_000, eventLoopP99Ms: 4, sockets: 1_200, webRtc: 3 },
    ...{ diskFreeBytes: 41_000_000_000, logWriteP95Ms: null, certificateDays: null, draining: false },
    spool: { segments: 0, bytes: 0 },
    ...facts,
  };
}

const said = (nodes: readonly NodeFacts[]) =>
  Object.fromEntries(nodeReadings(nodes).map(({ id, value }) => [id, value]));

describe('the figures of the server', () => {
  it('are in words', () => {
    expect(said([node()])).toEqual({
      ...{ cpu: '35 %', memory: '210 MB', eventLoop: '4 ms', sockets: '1\u2009200', webRtc: '3' },
      ...{ logWrite: '–', spool: 'Nothing', diskFree: '41 GB' },
    });
    const behind = { spool: { segments: 12, bytes: 34_600_000 }, logWriteP95Ms: 12.4 };
    expect(said([node(behind)])).toMatchObject({ logWrite: '12 ms', spool: '12 segments, 35 MB' });
  });

  it('tell between what they were, where they changed', () => {
    const [cpu, memory] = nodeReadings([node({ cpu: 1.2 }), node({ cpu: 0.1 })]);
    expect(cpu).toMatchObject({ values: [1.2, 0.1], most: 1.2, between: 'between 10 % and 120 %' });
    expect(memory?.between).toBeUndefined();
  });

  it('are none before the first', () => {
    expect(nodeReadings([])).toEqual([]);
  });

  it.each([
    [null, undefined],
    [60.5, { tone: 'good', text: 'in 60 days' }],
    [20, { tone: 'warn', text: 'in 20 days' }],
    [1.5, { tone: 'bad', text: 'in 1 day' }],
    [-0.5, { tone: 'bad', text: 'It has ended' }],
  ])('of a certificate that ends in %j days are %j', (certificateDays, reading) => {
    expect(certificateReading(node({ certificateDays }))).toEqual(reading);
  });
});
