// `npm run bench [-- NAME [--quick]]`
import { launch } from './launch.mjs';

launch({ for: 'test' }, 'bench/run.ts', process.argv.slice(2));
