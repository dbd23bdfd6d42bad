import { describe, expect, it } from 'vitest';
import { writeFragment } from './fragment.ts';
import { planPatch } from './patch-plan.ts';

const now = { tag: '"t1"', ufrag: 'EsAw' };
const candidates = [
  ...['a=ice-ufrag:EsAw', 'a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1', 'm=audio 9 RTP/AVP 0', 'a=mid:0'],
  ...['a=candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host', 'a=end-of-candidates', ''],
].join('\r\n');
const restart = 'a=ice-ufrag:ysXw\r\na=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k\r\n';

describe('a patch', () => {
  it.each<[string, string | undefined, string, object]>([
    ['candidates of this ICE session', '"t1"', candidates, { is: 'trickled' }],
    ['candidates of one of several', '"t0", "t1"', candidates, { is: 'trickled' }],
    ['candidates of any', '*', candidates, { is: 'trickled' }],
    [
      'candidates without credentials',
      '"t1"',
      'a=candidate:1 1 udp 1 192.0.2.1 9 typ host\n',
      { is: 'trickled' },
    ],
    ['the word that there are no more', '"t1"', 'a=end-of-candidates\r\n', { is: 'trickled' }],
    ['candidates of an earlier one', '"t0"', candidates, { is: 'outdated' }],
    ['a tag that is weak', 'W/"t1"', candidates, { is: 'outdated' }],
    ['an empty tag', '', candidates, { is: 'outdated' }],
    ['no tag', undefined, candidates, { is: 'untagged' }],
    ['a new ICE session', '*', restart, { is: 'restart', ufrag: 'ysXw' }],
    ['a new one as the RFC spells it', '"*"', restart, { is: 'restart', ufrag: 'ysXw' }],
    ['a new one of somebody up to date', '"t1"', restart, { is: 'restart', ufrag: 'ysXw' }],
    ['a new one of somebody who isn’t', '"t0"', restart, { is: 'outdated' }],
    ['half of a new one', '*', 'a=ice-ufrag:ysXw\r\n', { is: 'unreadable' }],
    ['nothing', '*', '', { is: 'unreadable' }],
    ['JSON', '*', '{"candidate":""}', { is: 'unreadable' }],
    ['binary', '*', 'a=ice-ufrag:\u0000\u0001\r\n', { is: 'unreadable' }],
  ])('with %s', (_, ifMatch, text, plan) => {
    expect(planPatch({ ifMatch, text }, now)).toEqual(plan);
  });

  it('that began a new ICE session is answered with ours', () => {
    expect(writeFragment({ ufrag: 'abcd', password: 'secret' })).toBe(
      'a=ice-lite\r\na=ice-ufrag:abcd\r\na=ice-pwd:secret\r\n',
    );
  });
});
