import { describe, expect, it } from 'vitest';
import { missingWords, workerMissingWords } from './missing.mjs';

describe('what is said about something missing', () => {
  it('is what, what goes without it, and the command that brings it', () => {
    expect(missingWords({ thing: 'ffmpeg', reason: 'FFmpeg is not installed', system: 'debian' })).toBe(
      'FFmpeg is not installed. Without it there is no transcoder, so nobody can watch; the class itself and its chat work. To bring it: sudo apt-get install ffmpeg',
    );
  });

  it.each([
    ['darwin', 'brew install'],
    ['win32', 'winget install'],
    ['other', 'package manager'],
  ] as const)('names a command for %s', (system, command) => {
    expect(missingWords({ thing: 'chromium', reason: 'Chromium is not installed', system })).toContain(
      command,
    );
  });

  it('never frightens whoever has no TURN server, which only a test needs', () => {
    expect(missingWords({ thing: 'turnserver', reason: 'coturn is not installed', system: 'debian' })).toBe(
      'coturn is not installed. Without it no test sends a guest through a relay; nothing else needs it. To bring it: sudo apt-get install coturn',
    );
  });

  it('names the packages that a build of the worker lacks', () => {
    const words = workerMissingWords({
      reason: 'no prebuilt one',
      packages: ['g++', 'libuv1-dev'],
      system: 'debian',
    });
    expect(words).toContain('the server runs but takes no programme in over WebRTC');
    expect(words).toContain('sudo apt-get install g++ libuv1-dev && npm run setup');
  });
});
