// `npm test [-- PATTERN…]`
import { launch } from './launch.mjs';

launch({ for: 'test' }, 'build/test/main.ts', process.argv.slice(2));
