// `npm test [-- PATTERN…]`: the unit and integration tests, then the tests in a real browser, then one answer for both.
import path from 'node:path';
import { canInstallWithApt } from '../setup/machine.mjs';
import { closingLine, tally } from './pure/tally.ts';
import { e2eWithoutChromium, runPlaywright, runVitest } from './runners.ts';

const root = path.resolve(import.meta.dirname, '../..');
const can = (process.env['ROSTRUM_CAN'] ?? '').split(',').filter((thing) => thing !== '');
const patterns = process.argv.slice(2);

// The runners get the terminal's Ctrl+C too, and end by themselves.
process.on('SIGINT', () => undefined);

const reports = [
  await runVitest(root, patterns),
  ...(can.includes('chromium') ? await runPlaywright(root, patterns) : [e2eWithoutChromium]),
];
const result = tally(reports, { can, mayInstall: canInstallWithApt() });
if (result.skips.length > 0) console.log(`\nSkipped:\n${result.skips.map((skip) => `  ${skip}`).join('\n')}`);
if (result.shaky.length > 0) {
  console.log(`\nPassed only when tried again:\n${result.shaky.map((title) => `  ${title}`).join('\n')}`);
}
if (result.failures.length > 0) {
  console.log(`\nFailed:\n${result.failures.map((title) => `  ${title}`).join('\n')}`);
}
if (result.complaints.length > 0) {
  console.log(`\nNot all right:\n${result.complaints.map((complaint) => `  ${complaint}`).join('\n')}`);
}
console.log(`\n${closingLine(result)}`);
process.exit(result.ok ? 0 : 1);
