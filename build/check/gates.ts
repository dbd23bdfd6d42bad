import { docs } from './docs.ts';
import { format } from './format.ts';
import type { Gate } from './gate.ts';
import { imports } from './imports.ts';
import { lint } from './lint.ts';
import { svelte } from './svelte.ts';
import { types } from './types.ts';
import { unused } from './unused.ts';

/** The slowest first, so that the last one to start is short. */
export const gates: readonly Gate[] = [lint, svelte, format, imports, unused, types, docs];
