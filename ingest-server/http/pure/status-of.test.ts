import { refusalCodeSchema } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { statusOf } from './status-of.ts';

it('knows a status of failure for every refusal', () => {
  for (const code of refusalCodeSchema.options) expect(statusOf(code), code).toBeGreaterThanOrEqual(400);
});
