// `npm start [-- --demo] [-- --no-open]`
import { launch } from './launch.mjs';
import { readStartOptions } from './start/pure/options.mjs';

const args = process.argv.slice(2);
const options = readStartOptions(args);
if (options.is === 'refused') {
  process.stderr.write(options.words + '\n');
  process.exit(1);
} else {
  launch({ for: 'start', demo: options.demo, opensStudio: options.open }, 'build/start/main.ts', args);
}
