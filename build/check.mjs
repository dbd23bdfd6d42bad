// `npm run check [-- GATE…]`
import { launch } from './launch.mjs';

launch({ for: 'check' }, 'build/check/main.ts', process.argv.slice(2));
