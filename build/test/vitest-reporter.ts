// Writes what vitest saw in the words of our own tally, with the reasons for skipping that its JSON leaves out.
import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';
import type { SeenTest } from './pure/tally.ts';

function see(test: TestCase): SeenTest {
  const title = `${test.module.relativeModuleId} › ${test.fullName}`;
  const result = test.result();
  switch (result.state) {
    case 'passed':
      return { title, state: test.diagnostic()?.flaky === true ? 'shaky' : 'passed' };
    case 'skipped':
      return { title, state: 'skipped', ...(result.note ? { reason: result.note } : {}) };
    // Still pending at the end: the run broke off in the middle of it.
    case 'failed':
    case 'pending':
      return { title, state: 'failed' };
  }
}

/** A class because vitest makes its reporters with `new`. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const file = process.env['ROSTRUM_TEST_REPORT'];
    if (file === undefined) return;
    const tests = modules.flatMap((module) => [...module.children.allTests()].map(see));
    const errors = [
      ...modules.flatMap((module) =>
        module.errors().map((error) => `${module.relativeModuleId}: ${error.message}`),
      ),
      ...unhandled.map((error) => error.message),
    ];
    writeFileSync(file, JSON.stringify({ tests, errors }));
  }
}
