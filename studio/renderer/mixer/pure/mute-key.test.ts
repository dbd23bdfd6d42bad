import { describe, expect, it } from 'vitest';
import { pressMute, releaseMute, restingKey } from './mute-key.ts';

describe('the key that mutes', () => {
  it('changes over when it is tapped', () => {
    const down = pressMute(restingKey, false, 0);
    expect(down.muted).toBe(true);
    const up = releaseMute(down.key, down.muted, 100);
    expect(up).toEqual({ key: restingKey, muted: true });
    expect(pressMute(up.key, up.muted, 1_000).muted).toBe(false);
  });

  it('mutes only while it is held, however often it repeats itself', () => {
    let step = pressMute(restingKey, false, 0);
    for (const at of [300, 330, 360]) step = pressMute(step.key, step.muted, at);
    expect(step.muted).toBe(true);
    expect(releaseMute(step.key, step.muted, 400)).toEqual({ key: restingKey, muted: false });
  });

  it('means nothing when it comes up without having gone down', () => {
    expect(releaseMute(restingKey, true, 5)).toEqual({ key: restingKey, muted: true });
  });
});
