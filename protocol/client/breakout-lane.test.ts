import { describe, expect, it } from 'vitest';
import { type BreakoutTold, emptyRoom } from '../room/index.ts';
import { start } from './test-surroundings.ts';

type Its = ReturnType<typeof start>;

const said = ({ line }: Its) => line.said.flatMap((frame) => (frame.t === 'breakout' ? frame.say.is : []));
const whole: BreakoutTold = { is: 'whole', breakoutId: 'red' as never, messages: [], lost: [] };

describe('the lane of one’s breakout room', () => {
  it('is asked for when it is opened, and again after every reconnect', () => {
    const its = start();
    its.welcome();
    its.client.breakout.open(() => undefined);
    expect(said(its)).toEqual(['open']);
    its.breakAndRetry();
    its.welcome({ state: emptyRoom });
    expect(said(its)).toEqual(['open']);
  });

  it('opened while the line is down is asked for with the next welcome', () => {
    const its = start();
    its.client.breakout.open(() => undefined);
    expect(said(its)).toEqual([]);
    its.welcome();
    expect(said(its)).toEqual(['open']);
  });

  it('tells each who has opened it, until they close it', () => {
    const its = start();
    its.welcome();
    const heard: string[] = [];
    const closeFirst = its.client.breakout.open(({ is }) => heard.push(`first: ${is}`));
    const close = its.client.breakout.open(({ is }) => heard.push(`second: ${is}`));
    its.line.tell({ t: 'breakout', told: whole });
    for (let times = 0; times < 2; times++) closeFirst();
    its.line.tell({ t: 'breakout', told: { is: 'none' } });
    close();
    its.line.tell({ t: 'breakout', told: whole });
    expect(heard).toEqual(['first: whole', 'second: whole', 'second: none']);
    expect(said(its)).toEqual(['open', 'open', 'close']);
    its.breakAndRetry();
    its.welcome({ state: emptyRoom });
    expect(said(its)).toEqual([]);
  });
});
