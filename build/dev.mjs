// `npm run dev`
import { launch } from './launch.mjs';

launch({ for: 'dev' }, 'build/dev/main.ts', process.argv.slice(2));
