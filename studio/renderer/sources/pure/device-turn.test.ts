import { describe, expect, it } from 'vitest';
import { type DeviceFacts, afterPlugged, isStandIn, ownIdOf } from './device-turn.ts';

const [desk, built] = [{ id: 'desk' }, { id: 'built-in' }];
const facts = (changed: Partial<DeviceFacts>): DeviceFacts => ({
  ...{ is: 'on', deviceId: 'desk', wantedId: 'desk', devices: [desk, built] },
  ...changed,
});

describe('when something is plugged in or out', () => {
  it.each([
    ['what there is is opened where the wanted one is gone', { is: 'gone', devices: [built] }, 'open'],
    ['nothing is opened where there is nothing', { is: 'gone', devices: [] }, 'stay'],
    ['the wanted one is taken again when it is back', { deviceId: 'built-in' }, 'open'],
    [
      'the one that runs stays while the wanted one is away',
      { deviceId: 'built-in', devices: [built] },
      'stay',
    ],
    ['the wanted one goes on', {}, 'stay'],
    [
      'the browser’s choice goes on where nothing is wanted',
      { deviceId: 'built-in', wantedId: undefined },
      'stay',
    ],
    ['one that was turned off stays so', { is: 'other' }, 'stay'],
  ] as const)('%s', (_, changed, turn) => {
    expect(afterPlugged(facts(changed))).toBe(turn);
  });
});

it('a device stands in only where the wanted one is not there', () => {
  expect(isStandIn(facts({ deviceId: 'built-in', devices: [built] }))).toBe(true);
  expect(isStandIn(facts({ deviceId: 'built-in' }))).toBe(false);
  expect(isStandIn(facts({}))).toBe(false);
  expect(isStandIn(facts({ deviceId: 'built-in', wantedId: undefined }))).toBe(false);
  expect(isStandIn(facts({ is: 'gone', deviceId: undefined, devices: [built] }))).toBe(false);
});

describe('a device by its own name', () => {
  const listed = [
    { id: 'default', label: 'Default - Desk' },
    { id: 'desk', label: 'Desk' },
    { id: 'built-in', label: 'Built-in' },
  ];

  it.each([
    ['is what the browser calls it', { id: 'built-in', label: 'Built-in' }, 'built-in'],
    ['is found behind the system’s choice', { id: 'default', label: 'Default - Desk' }, 'desk'],
    ['stays unknown where the browser names none', { id: 'default', label: 'Default' }, undefined],
  ])('%s', (_, used, id) => {
    expect(ownIdOf(used, listed)).toBe(id);
  });

  it('is told by its hardware where two have one name, and else not guessed', () => {
    const twins = [
      { id: 'left', label: 'Clip-on', groupId: 'g1' },
      { id: 'right', label: 'Clip-on', groupId: 'g2' },
    ];
    const used = { id: 'default', label: 'Default - Clip-on' };
    expect(ownIdOf({ ...used, groupId: 'g2' }, twins)).toBe('right');
    expect(ownIdOf(used, twins)).toBeUndefined();
  });

  it('is not guessed before the browser tells any names', () => {
    expect(ownIdOf({ id: 'default', label: 'Default' }, [{ id: 'desk', label: '' }])).toBeUndefined();
  });
});
