import { describe, expect, it } from 'vitest';
import { OLDEST_NODE, refuseOldNode } from './node-version.mjs';

describe('the oldest Node', () => {
  it.each(['20.0.0', '22.11.0', '24.21.0', '100.0.0'])('takes Node %s', (version) => {
    expect(refuseOldNode(version)).toBeNull();
  });

  it.each(['0.10.48', '12.22.12', '19.9.0'])(
    'refuses Node %s in one sentence that says what to do',
    (version) => {
      const words = refuseOldNode(version);
      expect(words).toContain(`this is Node ${version}`);
      expect(words).toContain(`Node ${OLDEST_NODE} or later`);
      expect(words).toContain('nodejs.org');
    },
  );
});
