import { expect, it } from 'vitest';
import { pageWithAnswer } from './page-with-answer.ts';

const read = (page: string) => {
  const [, json = ''] =
    /<script type="application\/json" id="ahead">([^<]*)<\/script><\/head>/.exec(page) ?? [];
  return JSON.parse(json) as unknown;
};

it.each(['Waves', '</script><script>alert(1)</script>', "$& $' $$ <!--", 'Wärme & "Licht" \u2028'])(
  'has the answer as data, whatever stands in it: %s',
  (classTitle) => {
    const answered = { url: '/api/classes/DEMO', status: 200, body: { classTitle } };
    expect(read(pageWithAnswer('<head></head><body></body>', answered))).toEqual(answered);
  },
);
