import { describe, expect, it } from 'vitest';
import { sortDevices } from './device-list.ts';
import { deviceProblemOf } from '@rostrum/ui/device-problem';

describe('a device that can’t be had', () => {
  it.each([
    ['NotAllowedError', 'refused'],
    ['SecurityError', 'refused'],
    ['NotFoundError', 'none-found'],
    ['OverconstrainedError', 'none-found'],
    ['NotReadableError', 'in-use'],
    ['AbortError', 'in-use'],
    ['TypeError', 'failed'],
    ['', 'failed'],
  ])('with %s is told as %s', (name, problem) => {
    expect(deviceProblemOf(name)).toBe(problem);
  });
});

describe('the list of devices', () => {
  it('has cameras and microphones, and leaves out loudspeakers and nameless stand-ins', () => {
    const list = sortDevices([
      { kind: 'videoinput', deviceId: 'c1', label: 'Webcam' },
      { kind: 'videoinput', deviceId: '', label: '' },
      { kind: 'audioinput', deviceId: 'm1', label: 'Headset' },
      { kind: 'audiooutput', deviceId: 's1', label: 'Loudspeaker' },
    ]);
    expect(list).toEqual({
      cameras: [{ id: 'c1', label: 'Webcam' }],
      microphones: [{ id: 'm1', label: 'Headset' }],
    });
  });
});
