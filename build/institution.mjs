// `npm run institution -- --name "Far College" --admin "Grace Hopper"`
import { launch } from './launch.mjs';

launch({ for: 'check' }, 'ingest-server/add-institution.ts', process.argv.slice(2));
