import { mayNavigate } from './navigation-policy.ts';

/** What the studio's page needs of Chromium, and no more. */
const ALLOWED: ReadonlySet<string> = new Set([
  'media',
  'display-capture',
  'fullscreen',
  'speaker-selection',
  'clipboard-sanitized-write',
]);

export function mayUse(permission: string, requestingAddress: string): boolean {
  return ALLOWED.has(permission) && mayNavigate(requestingAddress);
}
