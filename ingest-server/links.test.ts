import { expect, it } from 'vitest';
import { linksFor, originHere, reachWords } from './links.ts';

it.each([
  ['127.0.0.1', 'http://localhost:4400'],
  ['0.0.0.0', 'http://localhost:4400'],
  ['::', 'http://localhost:4400'],
  ['lectures.example.org', 'http://lectures.example.org:4400'],
  ['10.0.0.5', 'http://10.0.0.5:4400'],
  ['fd00::5', 'http://[fd00::5]:4400'],
])('a server on %s is found at %s', (host, origin) => {
  expect(originHere(host, 4400)).toBe(origin);
});

it('a server with a certificate is found by HTTPS', () => {
  expect(originHere('127.0.0.1', 4400, 'https')).toBe('https://localhost:4400');
});

it('the links lead to the three faces, staff’s with their keys', () => {
  const staff = { code: 'DEMO', instructorKey: 'iii', adminKey: 'aaa' };
  expect(linksFor('https://lectures.example.org', staff)).toEqual({
    studio: 'rostrum://studio?server=https%3A%2F%2Flectures.example.org&key=iii',
    viewer: 'https://lectures.example.org/c/DEMO',
    dashboard: 'https://lectures.example.org/dashboard/#key=aaa',
  });
});

it('a server that listens for others says that it doesn’t know its address, until it is told', () => {
  expect(reachWords('0.0.0.0', undefined)).toMatch(/this machine only.*ROSTRUM_PUBLIC_URL/);
  expect(reachWords('::', undefined)).toMatch(/ROSTRUM_PUBLIC_URL/);
  expect(reachWords('0.0.0.0', 'https://lectures.example.org')).toBeUndefined();
  expect(reachWords('127.0.0.1', undefined)).toBeUndefined();
  expect(reachWords('10.0.0.5', undefined)).toBeUndefined();
});
