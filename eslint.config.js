import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { roomsAreBuiltByMain } from './build/check/eslint/rooms-are-built-by-main.js';

const tests = ['**/*.test.ts'];
const pure = ['**/pure/**/*.ts', '**/pure/**/*.mjs', 'protocol/**/*.ts'];
const commandLine = ['build/**', 'bench/**', 'e2e/**', '**/main.ts'];

const handIn = 'has no place in code that only decides: let the shell hand its value in.';
const clocks = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'performance'];
const outside = ['process', 'fetch', 'crypto', 'window', 'document', 'localStorage', 'WebSocket'];

export default ts.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/dist/**',
      'data/**',
      '.cache/**',
      'coverage/**',
      'test-results/**',
      '**/playwright-report/**',
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-undef': 'off', // TypeScript does this, and knows types too.
      'no-console': 'error',
      'max-lines': ['error', { max: 350 }],
      eqeqeq: 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      'svelte/no-navigation-without-resolve': 'off', // SvelteKit's rule; no page here uses it.
    },
  },
  {
    files: ['**/*.ts', '**/*.svelte'],
    languageOptions: {
      parserOptions: {
        parser: ts.parser,
        project: ['./tsconfig.json', './tsconfig.web.json', './e2e/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  { files: ['**/*.svelte'], rules: { 'prefer-const': 'off' } }, // $props() and $state need let.
  { files: commandLine, rules: { 'no-console': 'off' } },
  {
    files: ['ingest-server/**/*.ts'],
    ignores: ['ingest-server/dashboard/**', '**/test-surroundings.ts', '**/test-support/**', ...tests],
    plugins: { rostrum: { rules: { 'rooms-are-built-by-main': roomsAreBuiltByMain } } },
    rules: { 'rostrum/rooms-are-built-by-main': 'error' },
  },
  {
    files: ['**/*.ts', '**/*.svelte'],
    ignores: ['studio/main/**', 'studio/preload/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: 'electron', message: 'Only studio/main and studio/preload may import electron.' }],
        },
      ],
    },
  },
  {
    files: pure,
    ignores: tests,
    rules: {
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        ...[...clocks, ...outside].map((name) => ({ name, message: `It ${handIn}` })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: `Math.random ${handIn}` },
        { object: 'Date', property: 'now', message: `The clock ${handIn}` },
      ],
      // An instant that was handed in may be written as a date; only asking for the present one is barred.
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: `The clock ${handIn}` },
        { selector: 'CallExpression[callee.name="Date"]', message: `The clock ${handIn}` },
      ],
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^node:', message: `A node: module ${handIn}` }] },
      ],
    },
  },
);
