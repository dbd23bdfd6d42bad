import type { Alert } from '@rostrum/protocol/operations';
import { expect, it } from 'vitest';
import { oneAlert } from '../../pure/test-classes.ts';
import { newestFirst, worstFirst } from './arrange.ts';

const kinds = (alerts: readonly Alert[]) => alerts.map(({ kind }) => kind);

it('has faults before warnings, and the newest of each first', () => {
  const alerts = [
    oneAlert('loss-high', { since: 3 }),
    oneAlert('silence', { severity: 'bad', since: 1 }),
    oneAlert('disk-low', { since: 4 }),
    oneAlert('black-picture', { severity: 'bad', since: 2 }),
  ];
  expect(kinds(worstFirst(alerts))).toEqual(['black-picture', 'silence', 'disk-low', 'loss-high']);
});

it('has those that are over by when they were', () => {
  const alerts = [
    oneAlert('loss-high', { since: 3, clearedAt: 4 }),
    oneAlert('silence', { since: 1, clearedAt: 9 }),
  ];
  expect(kinds(newestFirst(alerts))).toEqual(['silence', 'loss-high']);
});
