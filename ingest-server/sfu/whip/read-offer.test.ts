import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOffer } from './read-offer.ts';
import {
  chromium,
  chromiumPlayer,
  chromiumSimulcast,
  gstreamer,
  obs,
  offers,
} from './test-support/offers.ts';

function offerOf(sdp: string) {
  const read = readOffer(sdp);
  if (!read.ok) throw new Error(read.why);
  return read.offer;
}

const section = (sdp: string, kind: 'audio' | 'video') =>
  offerOf(sdp).sections.find((each) => each.kind === kind)!;

describe('an offer', () => {
  it.each(Object.entries(offers))('of %s is read: a sound and a picture that it sends', (_, sdp) => {
    const { sections, dtls, ufrag } = offerOf(sdp);
    expect(sections.map(({ kind, sends, receives }) => [kind, sends, receives]).sort()).toEqual([
      ['audio', true, false],
      ['video', true, false],
    ]);
    expect(ufrag).toMatch(/^\S{4,}$/);
    expect(dtls.fingerprints).toEqual([
      { algorithm: 'sha-256', value: expect.stringMatching(/^A0:A1:/) as string },
    ]);
    for (const { codecs, ssrc } of sections) {
      expect(codecs.length).toBeGreaterThan(0);
      expect(ssrc?.ssrc).toBeGreaterThan(0);
    }
  });

  it.each([
    ['leaves DTLS to us', 'a=setup:actpass', 'client'],
    ['begins DTLS itself', 'a=setup:active', 'client'],
    ['waits for DTLS', 'a=setup:passive', 'server'],
  ])('that %s has its peer in the role that is left', (_, line, role) => {
    expect(offerOf(obs.replace('a=setup:actpass', line)).dtls.role).toBe(role);
  });

  it('says which packets are sent again, and which of several sizes is the whole picture', () => {
    expect(section(chromium, 'video').ssrc).toEqual({ ssrc: 4001, rtxSsrc: 4002 });
    expect(section(chromium, 'video').layer).toBeUndefined();
    expect(section(chromiumSimulcast, 'video').layer).toBe('f');
    const grouped = chromium.replace(
      'a=ssrc-group:FID 4001 4002',
      'a=ssrc-group:SIM 4001 4003\r\na=ssrc-group:FID 4003 4004\r\na=ssrc:4003 cname:x\r\na=ssrc:4004 cname:x',
    );
    expect(section(grouped, 'video').ssrc).toEqual({ ssrc: 4003, rtxSsrc: 4004 });
  });

  it('of a player receives and sends nothing', () => {
    expect(offerOf(chromiumPlayer).sections.map(({ sends, receives }) => [sends, receives])).toEqual([
      [false, true],
      [false, true],
    ]);
  });

  it('keeps its words as they are, also those that look like numbers', () => {
    const odd = obs
      .replaceAll('a=mid:0', 'a=mid:007')
      .replace('BUNDLE 0 1', 'BUNDLE 007 1')
      .replace('ufrag:Yjg7', 'ufrag:12345678');
    const { ufrag, sections } = offerOf(odd);
    expect([ufrag, sections[0]?.mid]).toEqual(['12345678', '007']);
    expect(section(gstreamer, 'video').codecs[0]?.config).toContain(
      'sprop-parameter-sets=Z2QAH6zZQFAFuwEQAAADABAAAAMDwPGDGWA=,',
    );
  });

  it('leaves a data channel and what was taken back aside', () => {
    const withData = chromium
      .replace('BUNDLE 0 1', 'BUNDLE 0 1 2')
      .concat('m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\na=sctp-port:5000\r\n')
      .concat('m=video 0 UDP/TLS/RTP/SAVPF 96\r\na=mid:3\r\na=inactive\r\n');
    expect(offerOf(withData).sections.map(({ kind }) => kind)).toEqual(['audio', 'video', 'other', 'other']);
  });

  const without = (line: RegExp) => obs.replaceAll(new RegExp(`^${line.source}.*\r\n`, 'gm'), '');
  it.each([
    ['nothing', '', 'v=0'],
    ['a word', 'hello', 'v=0'],
    ['JSON', '{"type":"offer","sdp":"v=0"}', 'v=0'],
    ['a first line alone', 'v=0\r\n', 'media'],
    ['no sections', 'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n', 'media'],
    ['the first half', obs.slice(0, obs.length / 2), ''],
    ['all but its last section', obs.slice(0, obs.indexOf('m=video')), 'BUNDLE'],
    ['a head and half a section', obs.slice(0, 500), ''],
    ['binary', String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i)), 'v=0'],
    [
      'binary behind a head',
      `v=0\r\n${String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i))}`,
      'media',
    ],
    ['no a=mid', without(/a=mid/), 'mid'],
    ['one a=mid for two', obs.replace('a=mid:1', 'a=mid:0'), 'a=mid'],
    ['no a=fingerprint', without(/a=fingerprint/), 'a=fingerprint'],
    ['a fingerprint of nonsense', obs.replace(/A0:A1/, 'ZZ:ZZ'), 'fingerprint'],
    ['a hash that nobody uses', obs.replace('sha-256', 'md5'), 'fingerprint'],
    ['no a=setup', without(/a=setup/), 'a=setup'],
    ['a=setup:holdconn', obs.replace('a=setup:actpass', 'a=setup:holdconn'), 'setup'],
    ['no ICE', without(/a=ice-ufrag/), 'a=ice-ufrag'],
    ['no a=rtcp-mux', without(/a=rtcp-mux/), 'rtcp-mux'],
    ['no BUNDLE', without(/a=group/), 'BUNDLE'],
    ['payload types out of range', obs.replaceAll('96', '9600'), 'media'],
    ['an SSRC out of range', obs.replaceAll('1327501', '99999999999'), 'ssrcs'],
    ['too many sections', obs + 'm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:x\r\n'.repeat(20), 'media'],
    ['too many of everything', obs + 'a=ssrc:1 cname:x\r\n'.repeat(300), 'ssrcs'],
    ['a line without end', obs.replace('minptime=10', `x=${'y'.repeat(60_000)}`), 'fmtp'],
  ])('is refused that is %s, and says why', (_, sdp, because) => {
    const read = readOffer(sdp);
    expect(read).toEqual({ ok: false, why: expect.stringContaining(because) as string });
  });

  it('can be cut anywhere: it is an offer or it is refused', () => {
    for (let end = 0; end < chromium.length; end += 7) readOffer(chromium.slice(0, end));
  });

  it('can be anything', () => {
    const part = fc.oneof(
      fc.constantFrom(...chromium.split('\r\n'), ...obs.split('\r\n')),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        '__proto__',
        'a=fmtp:96 __proto__=1;constructor=2',
        'a=mid:__proto__',
        'm=',
        'a=',
        'm=video',
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        const read = readOffer(`v=0\r\n${parts.join('\r\n')}`);
        expect(typeof read.ok).toBe('boolean');
      }),
    );
  });
});
