import { expect, it } from 'vitest';
import { isOriginAllowed } from './origin.ts';

it.each([
  [undefined, 'rostrum.example', true],
  ['https://rostrum.example', 'rostrum.example', true],
  ['https://rostrum.example', 'Rostrum.Example', true],
  ['http://10.0.0.5:4400', '10.0.0.5:4400', true],
  ['http://10.0.0.5:4401', '10.0.0.5:4400', false],
  ['http://localhost:4410', 'rostrum.example', true],
  ['http://127.0.0.1:5173', 'rostrum.example', true],
  ['http://[::1]:4410', 'rostrum.example', true],
  ['app://rostrum', 'rostrum.example', true],
  ['https://lms.example', 'rostrum.example', true],
  ['https://lms.example.evil.example', 'rostrum.example', false],
  ['https://evil.example', 'rostrum.example', false],
  ['https://localhost.evil.example', 'rostrum.example', false],
  ['https://rostrum.example.evil.example', 'rostrum.example', false],
  ['null', 'rostrum.example', false],
  ['', 'rostrum.example', false],
  ['file://', 'rostrum.example', false],
  ['https://rostrum.example', undefined, false],
])('origin %s at host %s: %s', (origin, host, allowed) => {
  expect(isOriginAllowed(origin, host, ['https://lms.example'])).toBe(allowed);
});
