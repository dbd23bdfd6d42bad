import { describe, expect, it } from 'vitest';
import { broadcast, ingest, oneClass } from '../../pure/test-classes.ts';
import { cellsOf } from './cells.ts';

describe('the figures of a class in the list', () => {
  it('are short, with what explains them below', () => {
    const cells = cellsOf(
      oneClass('A', {
        ...{ here: 1_234, onStage: 2, hands: 1 },
        broadcast: { ...broadcast, speed: 1.021 },
        players: { reporting: 1_180, delayP95Ms: 1_840, stallsPerMinute: 0.35 },
      }),
    );
    expect(cells).toEqual({
      ingest: { figure: '2.4 Mbit/s', below: 'H.264 · UDP' },
      frames: { figure: '30 fps', below: undefined },
      line: { figure: '0.1 % lost', below: '12 ms round trip' },
      transcoder: { figure: '1.02×', below: '540p · 540p AV1' },
      people: { figure: '1\u2009234', below: '2 on stage · 1 hand' },
      players: { figure: '0.3 stalls/min', below: '1.8 s behind' },
    });
  });

  it('tell frames that come in apart from those that go out, where they differ', () => {
    const cells = cellsOf(oneClass('A', { broadcast: { ...broadcast, framesPerSecond: 12 } }));
    expect(cells.frames).toEqual({ figure: '12 fps', below: '30 in, 12 out' });
    const justBegun = { ...broadcast };
    delete justBegun.framesPerSecond;
    expect(cellsOf(oneClass('A', { broadcast: justBegun })).frames).toEqual({
      ...{ figure: '30 fps', below: '30 in, – out' },
    });
  });

  it('are dashes where nothing is known', () => {
    const { ingest: _ingest, broadcast: _broadcast, ...quiet } = oneClass('A');
    const cells = cellsOf({ ...quiet, players: { reporting: 0, delayP95Ms: null, stallsPerMinute: 0 } });
    expect(Object.values(cells).map(({ figure }) => figure)).toEqual(['–', '–', '–', '–', '0', '–']);
  });

  it('say nothing of stalls that are not there', () => {
    const players = { reporting: 3, delayP95Ms: null, stallsPerMinute: 0 };
    expect(cellsOf(oneClass('A', { ingest, players })).players).toEqual({
      ...{ figure: 'No stalls', below: undefined },
    });
  });
});
