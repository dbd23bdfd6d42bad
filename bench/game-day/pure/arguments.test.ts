import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments.ts';

const read = (line: string) => readArguments(line.split(' ').filter(Boolean));

describe('the words after `npm run game-day --`', () => {
  it('need not be there', () => {
    expect(read('')).toEqual({
      ok: true,
      gameDay: {
        ...{ students: 200, minutes: 2, faults: false, report: 'test-results/game-day.html', seed: 1 },
        ...{ servers: [], studioLink: undefined, share: { part: 1, of: 1 } },
      },
    });
  });

  it('say how many, how long, and what is done to the server', () => {
    const line =
      '--students 2000 --minutes 1.5 --faults --report out/day.html --share 2/3 --seed 7 ' +
      '--servers http://a.example:4400/c/DEMO,http://b.example/c/DEMO --studio-link rostrum://studio?key=k';
    expect(read(line)).toEqual({
      ok: true,
      gameDay: {
        ...{ students: 2_000, minutes: 1.5, faults: true, report: 'out/day.html', seed: 7 },
        servers: ['http://a.example:4400/c/DEMO', 'http://b.example/c/DEMO'],
        ...{ studioLink: 'rostrum://studio?key=k', share: { part: 2, of: 3 } },
      },
    });
  });

  it.each([
    ['--students many', '--students is a whole number'],
    ['--students 1.5', '--students is a whole number'],
    ['--students', '--students needs a value.'],
    ['--students --faults', '--students needs a value.'],
    ['--minutes 0', '--minutes is a number'],
    ['--share 3/2 --servers http://a/c/DEMO', '--share says which part'],
    ['--share 1/2', '--share needs --servers'],
    ['--servers https://a.example/c/DEMO', 'without TLS'],
    ['--servers http://a.example', 'the addresses of one class'],
    ['--chaos', 'There is no option --chaos.'],
  ])('%s: is told what is wrong', (line, words) => {
    const told = read(line);
    expect(told.ok ? '' : told.sentence).toContain(words);
  });
});
