import { expect, it } from 'vitest';
import { linksTo } from './ice-server-links.ts';

it('names each address with what lets somebody relay there', () => {
  const urls = ['turn:relay.example.org:3478?transport=udp', 'turns:relay.example.org'];
  expect(linksTo([{ urls, username: '1:ada', credential: 'a"b\\c' }])).toBe(
    '<turn:relay.example.org:3478?transport=udp>; rel="ice-server"; username="1:ada"; credential="a\\"b\\\\c"; credential-type="password", ' +
      '<turns:relay.example.org>; rel="ice-server"; username="1:ada"; credential="a\\"b\\\\c"; credential-type="password"',
  );
});
