// Read before Node's version is known, so in syntax that any Node parses.

/** @typedef {{ is: 'options', demo: boolean, open: boolean } | { is: 'refused', words: string }} StartOptions */

const USAGE = 'npm start [-- --demo] [-- --no-open]';

/** @param {string[]} args @returns {StartOptions} */
export function readStartOptions(args) {
  const unknown = args.filter((arg) => arg !== '--demo' && arg !== '--no-open');
  if (unknown.length > 0) {
    return { is: 'refused', words: 'There is no option "' + unknown.join(' ') + '". ' + USAGE };
  }
  return { is: 'options', demo: args.includes('--demo'), open: !args.includes('--no-open') };
}
