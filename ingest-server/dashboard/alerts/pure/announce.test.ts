import type { Alert } from '@rostrum/protocol/operations';
import { describe, expect, it } from 'vitest';
import { oneAlert } from '../../pure/test-classes.ts';
import { QUIET_MS, announce, beginSaid } from './announce.ts';

const bad = (id: string, facts: Partial<Alert> = {}) =>
  oneAlert('frozen-picture', { id, severity: 'bad', classTitle: 'Waves', ...facts });

describe('what is said aloud of alerts', () => {
  it('is what each new fault means, once', () => {
    const first = announce(beginSaid([]), [bad('1')], 1_000);
    expect(first.announcement?.text).toMatch(/^Waves: The picture stands still\. The studio’s sound goes on/);
    expect(announce(first.said, [bad('1')], 60_000).announcement).toBeUndefined();
  });

  it('is nothing of what was there before, nor of warnings', () => {
    const said = beginSaid([bad('1')]);
    expect(announce(said, [bad('1'), oneAlert('loss-high')], 1_000).announcement).toBeUndefined();
  });

  it('is one sentence for many, and no flood', () => {
    const first = announce(beginSaid([]), [bad('1')], 1_000);
    const three = [bad('1'), bad('2', { since: 5_000, classTitle: 'Cells' }), bad('3')];
    const soon = announce(first.said, three, 1_000 + QUIET_MS - 1);
    expect(soon.announcement).toBeUndefined();
    const later = announce(soon.said, three, 1_000 + QUIET_MS);
    expect(later.announcement).toMatchObject({
      ...{ text: '2 new faults. The newest, Cells: The picture stands still.', alert: { id: '2' } },
    });
    expect(announce(later.said, three, 900_000).announcement).toBeUndefined();
  });

  it('forgets what is over: the same fault raised again is another one', () => {
    const first = announce(beginSaid([bad('1')]), [bad('2')], 1_000);
    expect([...first.said.ids]).toEqual(['2']);
  });
});
