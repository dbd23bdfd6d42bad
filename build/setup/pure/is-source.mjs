const notSources = new Set(['node_modules', 'dist', 'data', 'test-results', 'playwright-report']);

/**
 * Whether a change to a file of this name can change what a page is built of.
 * @param {string} name @returns {boolean}
 */
export function isSource(name) {
  return !notSources.has(name) && !name.startsWith('.') && !/\.test\.ts$/.test(name) && !name.endsWith('.md');
}
