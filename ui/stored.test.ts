import { expect, it, vi } from 'vitest';
import { forgetStored, readStored, writeStored } from './stored.ts';

it('works as if nothing were kept where the browser refuses its storage', () => {
  const refusing = new Proxy({} as Storage, {
    get: () => () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    },
  });
  vi.stubGlobal('localStorage', refusing);
  writeStored('local', 'name', 'Ada');
  forgetStored('local', 'name');
  expect(readStored('local', 'name')).toBeUndefined();
  vi.unstubAllGlobals();
});
