import type { SeenTest } from './tally.ts';

// The part of Playwright's JSON report that is read here.
interface JsonSuite {
  title: string;
  specs?: readonly JsonSpec[];
  suites?: readonly JsonSuite[];
}

interface JsonSpec {
  title: string;
  tests: readonly {
    status: 'skipped' | 'expected' | 'unexpected' | 'flaky';
    annotations: readonly { type: string; description?: string }[];
  }[];
}

export interface JsonReport {
  suites: readonly JsonSuite[];
  errors: readonly { message?: string }[];
}

export function readPlaywrightReport(report: JsonReport): { tests: SeenTest[]; errors: string[] } {
  return {
    tests: report.suites.flatMap((suite) => testsOf(suite, '')),
    errors: report.errors.map((error) => error.message ?? 'an error without words'),
  };
}

function testsOf(suite: JsonSuite, above: string): SeenTest[] {
  const title = above === '' ? suite.title : `${above} › ${suite.title}`;
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map(({ status, annotations }) => seen(`${title} › ${spec.title}`, status, annotations)),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, title))];
}

function seen(
  title: string,
  status: JsonSpec['tests'][number]['status'],
  annotations: JsonSpec['tests'][number]['annotations'],
): SeenTest {
  switch (status) {
    case 'expected':
      return { title, state: 'passed' };
    case 'unexpected':
      return { title, state: 'failed' };
    case 'flaky':
      return { title, state: 'shaky' };
    case 'skipped': {
      const skip = annotations.find(({ type }) => type === 'skip' || type === 'fixme');
      return { title, state: 'skipped', ...(skip?.description ? { reason: skip.description } : {}) };
    }
  }
}
