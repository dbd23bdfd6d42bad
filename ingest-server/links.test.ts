import { expect, it } from 'vitest';
import { linksFor } from './links.ts';

const staff = { code: 'DEMO', instructorToken: 'i.i.i', adminToken: 'a.a.a' };

it.each([
  ['127.0.0.1', 'http://localhost:4400'],
  ['0.0.0.0', 'http://localhost:4400'],
  ['::', 'http://localhost:4400'],
  ['lectures.example.org', 'http://lectures.example.org:4400'],
  ['10.0.0.5', 'http://10.0.0.5:4400'],
  ['fd00::5', 'http://[fd00::5]:4400'],
])('a server on %s is found at %s', (host, origin) => {
  expect(linksFor(host, 4400, staff)).toEqual({
    studio: `rostrum://studio?server=${encodeURIComponent(origin)}&token=i.i.i`,
    viewer: `${origin}/c/DEMO`,
    dashboard: `${origin}/dashboard/#token=a.a.a`,
  });
});
