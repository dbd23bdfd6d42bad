// `npm run restore -- FILE`
import { launch } from './launch.mjs';

launch({ for: 'check' }, 'ingest-server/back-up.ts', ['restore', ...process.argv.slice(2)]);
