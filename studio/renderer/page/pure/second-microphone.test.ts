import { expect, it } from 'vitest';
import type { SourceStanding } from './source-notices.ts';
import {
  type SecondFacts,
  type SecondIs,
  type SecondNotice,
  type SecondPlace,
  hasBefallen,
  noticeOfSecond,
  otherMicrophones,
  placeOfSecond,
  turnOfSecond,
} from './second-microphone.ts';

const device = (id: string) => ({ id, label: id });
const [byDefault, byCalls] = [device('default'), device('communications')];
const [desk, lapel, hall] = [device('desk'), device('lapel'), device('hall')];

it.each([
  ['all but the first', [desk, lapel, hall], 'lapel', [desk, hall]],
  ['by their own names', [byDefault, byCalls, desk, lapel], 'desk', [lapel]],
  ['all, as long as nobody knows the first one', [desk, lapel], undefined, [desk, lapel]],
  ['none where there is but one', [byDefault, desk], 'desk', []],
])('a second microphone can be %s', (_, devices, firstId, offered) => {
  expect(otherMicrophones(devices, firstId)).toEqual(offered);
});

const facts: SecondFacts = { wantedId: 'hall', firstId: 'lapel', devices: [lapel, hall] };

it.each<[SecondPlace, string, Partial<SecondFacts>]>([
  ['none', 'nobody wants it', { wantedId: undefined }],
  ['there', 'it is plugged in beside the first', {}],
  ['there', 'nobody knows the first one', { firstId: undefined }],
  ['unplugged', 'it is not listed', { devices: [lapel, desk] }],
  ['taken', 'the first stands in with it', { firstId: 'hall', devices: [hall] }],
  ['unknown', 'the browser lists none', { devices: [] }],
])('the second microphone is %s where %s', (place, _, changed) => {
  expect(placeOfSecond({ ...facts, ...changed })).toBe(place);
});

it.each<[string, SecondPlace, SecondIs, ReturnType<typeof turnOfSecond>]>([
  ['begins where it is there', 'there', 'off', 'open'],
  ['comes back', 'there', 'gone', 'open'],
  ['goes on', 'there', 'on', 'stay'],
  ['is not asked for again while it is, or where it was refused', 'there', 'other', 'stay'],
  ['waits without another in its place', 'unplugged', 'gone', 'close'],
  ['gives way to the first', 'taken', 'on', 'close'],
  ['goes on waiting', 'unplugged', 'off', 'stay'],
  ['ends where nobody wants it', 'none', 'on', 'close'],
  ['stays away where nobody wants it', 'none', 'off', 'stay'],
  ['stays as it is where the browser lists none', 'unknown', 'on', 'stay'],
])('a second microphone %s', (_, place, is, turn) => {
  expect(turnOfSecond(place, is)).toBe(turn);
});

const problem = (which: 'refused' | 'in-use' | 'ended' | 'none-found' | 'failed') =>
  ({ is: 'problem', problem: which }) as const;
const off = { is: 'off' } as const;

it.each<[SecondNotice | undefined, string, SecondPlace, SourceStanding]>([
  [undefined, 'there is none', 'none', off],
  [undefined, 'it is heard', 'there', { is: 'on', flow: 'flows' }],
  [undefined, 'it is asked for', 'there', { is: 'asking' }],
  [undefined, 'nobody knows yet', 'unknown', off],
  ['unplugged', 'it is waited for', 'unplugged', off],
  ['unplugged', 'it has just been pulled out', 'there', problem('ended')],
  ['taken', 'it is the first one', 'taken', off],
  ['stalled', 'it gives nothing', 'there', { is: 'on', flow: 'stalled' }],
  ['refused', 'it is not allowed', 'there', problem('refused')],
  ['in-use', 'another program has it', 'there', problem('in-use')],
])('of the second microphone %s is said where %s', (notice, _, place, standing) => {
  expect(noticeOfSecond(place, standing)).toBe(notice);
});

it('the desk says of it what came about by itself', () => {
  const all = ['unplugged', 'taken', 'stalled', 'refused', 'in-use', 'failed', undefined] as const;
  expect(all.filter((notice) => hasBefallen(notice))).toEqual(['unplugged', 'taken', 'stalled']);
});
