/** As the desktop app tells it. */
type Permission = 'granted' | 'denied' | 'restricted' | 'not-determined' | 'unknown';

/**
 * Where a refused device can be allowed: beside the page's address, at a switch of the system's settings, by whoever
 * manages the computer; or somewhere that this system doesn't tell.
 */
export type RefusedBy = 'browser' | 'system' | 'manager' | 'unknown';

/** The desktop app's page has no address beside which anything could be allowed. */
export function refusedBy(shell: 'electron' | 'browser', permission: Permission): RefusedBy {
  if (shell === 'browser') return 'browser';
  switch (permission) {
    case 'denied':
      return 'system';
    case 'restricted':
      return 'manager';
    // Allowed there, or never asked: then it was something else that refused.
    case 'granted':
    case 'not-determined':
    case 'unknown':
      return 'unknown';
  }
}
