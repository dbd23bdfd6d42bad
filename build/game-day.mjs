// `npm run game-day [-- --students N --minutes M --faults]`
import { launch } from './launch.mjs';

launch({ for: 'test' }, 'bench/game-day/main.ts', process.argv.slice(2));
