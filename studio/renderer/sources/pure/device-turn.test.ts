import { describe, expect, it } from 'vitest';
import { type DeviceFacts, afterPlugged, isStandIn } from './device-turn.ts';

const [desk, built] = [{ id: 'desk' }, { id: 'built-in' }];
const facts = (changed: Partial<DeviceFacts>): DeviceFacts => ({
  ...{ is: 'on', deviceId: 'desk', chosenId: 'desk', devices: [desk, built] },
  ...changed,
});

describe('when something is plugged in or out', () => {
  it.each([
    ['what there is is opened where the chosen one is gone', { is: 'gone', devices: [built] }, 'open'],
    ['nothing is opened where there is nothing', { is: 'gone', devices: [] }, 'stay'],
    ['the chosen one is taken again when it is back', { deviceId: 'built-in' }, 'open'],
    [
      'the one that runs stays while the chosen one is away',
      { deviceId: 'built-in', devices: [built] },
      'stay',
    ],
    ['the chosen one goes on', {}, 'stay'],
    [
      'the browser’s choice goes on where nothing was chosen',
      { deviceId: 'built-in', chosenId: undefined },
      'stay',
    ],
    ['one that was turned off stays so', { is: 'other' }, 'stay'],
  ] as const)('%s', (_, changed, turn) => {
    expect(afterPlugged(facts(changed))).toBe(turn);
  });
});

it('a device stands in only where the chosen one is not there', () => {
  expect(isStandIn(facts({ deviceId: 'built-in', devices: [built] }))).toBe(true);
  expect(isStandIn(facts({ deviceId: 'built-in' }))).toBe(false);
  expect(isStandIn(facts({}))).toBe(false);
  expect(isStandIn(facts({ deviceId: 'built-in', chosenId: undefined }))).toBe(false);
  expect(isStandIn(facts({ is: 'gone', deviceId: undefined, devices: [built] }))).toBe(false);
});
