import { FILE_TYPES, type SharedId } from '@rostrum/protocol/room';
import { expect, test } from 'vitest';
import { hostOf, kindOf } from './kind-of.ts';

test('every type that may be shared is said as something, and a link as a link', () => {
  const kinds = FILE_TYPES.map((mediaType) =>
    kindOf({ kind: 'file', fileId: 'f' as SharedId, title: 'F', mediaType, bytes: 1 }),
  );
  expect(new Set(kinds)).toEqual(
    new Set(['pdf', 'picture', 'text', 'table', 'archive', 'slides', 'document']),
  );
  expect(kindOf({ kind: 'link', url: 'https://example.org', title: 'L' })).toBe('link');
});

test('a link says where it leads', () => {
  expect([hostOf('https://example.org/a?b'), hostOf('no address')]).toEqual(['example.org', '']);
});
