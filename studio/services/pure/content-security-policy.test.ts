import { expect, it } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy.ts';

const reachOf = (policy: string) => policy.split('; ').find((part) => part.startsWith('connect-src'));

it('lets the page reach itself and its own server, by HTTP and by socket', () => {
  expect(reachOf(contentSecurityPolicy('http://localhost:4400'))).toBe(
    "connect-src 'self' http://localhost:4400 ws://localhost:4400",
  );
  expect(reachOf(contentSecurityPolicy('https://class.example'))).toBe(
    "connect-src 'self' https://class.example wss://class.example",
  );
});

it('lets the page reach nothing but itself while it has no class', () => {
  expect(reachOf(contentSecurityPolicy(undefined))).toBe("connect-src 'self'");
});

it('allows no inline script or style, and nothing that is not named', () => {
  const policy = contentSecurityPolicy(undefined);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
});
