import { expect, it } from 'vitest';
import { addressOf } from './address-of.ts';

it.each<[string | undefined, string | string[] | undefined, string]>([
  ['203.0.113.9', undefined, '203.0.113.9'],
  ['203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['127.0.0.1', undefined, '127.0.0.1'],
  ['127.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['::1', '6.6.6.6, 198.51.100.1', '198.51.100.1'],
  ['::ffff:127.0.0.1', '6.6.6.6, 2001:DB8::1', '2001:db8::1'],
  ['127.0.0.1', '198.51.100.1, 127.0.0.1', '198.51.100.1'],
  ['127.0.0.1', ['6.6.6.6', '198.51.100.1'], '198.51.100.1'],
  ['127.0.0.1', '198.51.100.1, ', '127.0.0.1'],
  ['::ffff:203.0.113.9', '198.51.100.1', '203.0.113.9'],
  [undefined, '198.51.100.1', ''],
])('%s, forwarded for %j, is %s', (remoteAddress, forwardedFor, address) => {
  expect(addressOf({ remoteAddress, forwardedFor })).toBe(address);
});
