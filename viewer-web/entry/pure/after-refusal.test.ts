import { refusalCodeSchema } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { afterRefusal } from './after-refusal.ts';

it('asks for the name again when the token is of no use any more', () => {
  expect(['bad-token', 'expired-token'].map((code) => afterRefusal(code as 'bad-token'))).toEqual([
    'ask-again',
    'ask-again',
  ]);
});

it('knows a code that leads nowhere from a page too old for the server', () => {
  expect(afterRefusal('unknown-code')).toBe('no-such-class');
  expect(afterRefusal('malformed')).toBe('reload');
});

it('lets nobody who was removed try under another name, and whoever met a full server again', () => {
  expect(afterRefusal('removed')).toBe('out');
  expect(afterRefusal('full')).toBe('reload');
});

it('has a way on from every refusal there is', () => {
  expect(refusalCodeSchema.options.map(afterRefusal)).not.toContain(undefined);
});
