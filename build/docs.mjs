// `npm run docs`
import { launch } from './launch.mjs';

launch({ for: 'test' }, 'build/docs/main.ts', process.argv.slice(2));
