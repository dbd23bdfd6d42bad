import type { Plugin } from 'vite';
import { cutHls } from './pure/hls-cuts.ts';

const MODULE = /\/hls\.js\/dist\/hls\.mjs$/;

/** Builds hls.js without what no lecture needs. `ROSTRUM_HLS=whole` builds it as npm has it. */
export function leanHls(): Plugin {
  return {
    name: 'rostrum-lean-hls',
    apply: 'build',
    transform: {
      filter: { id: MODULE },
      handler: (code) => (process.env['ROSTRUM_HLS'] === 'whole' ? null : { code: cutHls(code), map: null }),
    },
  };
}
