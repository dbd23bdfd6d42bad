// `npm run backup -- FILE`
import { launch } from './launch.mjs';

launch({ for: 'check' }, 'ingest-server/back-up.ts', ['backup', ...process.argv.slice(2)]);
