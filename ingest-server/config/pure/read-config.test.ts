import { describe, expect, it } from 'vitest';
import { readConfig } from './read-config.ts';

describe('readConfig', () => {
  it('needs nothing: every setting has a default', () => {
    expect(readConfig({})).toEqual({
      ok: true,
      config: {
        port: 4400,
        host: '127.0.0.1',
        rtcPort: 4440,
        rtcAddress: '127.0.0.1',
        dataFolder: './data',
        logLevel: 'info',
        extraOrigins: [],
        publicOrigin: undefined,
        turn: undefined,
        databaseUrl: undefined,
        s3: undefined,
        keepDays: undefined,
        replacementMaxBytes: 20 * 1024 ** 3,
        tls: undefined,
        av1: 'auto',
        captions: undefined,
        ffmpegPath: undefined,
        mediasoupWorkerBin: undefined,
      },
    });
  });

  it('takes what is set, and an empty variable as not set', () => {
    const read = readConfig({
      ROSTRUM_PORT: '0',
      ROSTRUM_HOST: '::1',
      ROSTRUM_RTC_PORT: '',
      ROSTRUM_DATA: '/srv/rostrum',
      ROSTRUM_ORIGINS: 'https://a.example, app://rostrum,',
      ROSTRUM_PUBLIC_URL: 'https://Lectures.example.org/',
      DATABASE_URL: 'postgres://rostrum:secret@db.example.org/rostrum',
      ROSTRUM_TURN_URLS: 'turn:a.example.org:3478?transport=udp, turns:a.example.org:5349',
      ROSTRUM_TURN_SECRET: 'north',
      ROSTRUM_S3_BUCKET: 'lectures',
      ROSTRUM_S3_ENDPOINT: 'https://s3.example.org',
      ROSTRUM_KEEP_DAYS: '365',
      ROSTRUM_REPLACEMENT_MAX_GB: '5',
      ROSTRUM_TLS_CERT: '/etc/rostrum/cert.pem',
      ROSTRUM_TLS_KEY: '/etc/rostrum/key.pem',
      ROSTRUM_AV1: 'off',
      ROSTRUM_CAPTIONS_COMMAND: ' /opt/hear  --model small ',
      ROSTRUM_CAPTIONS_LANGUAGE: 'de',
      FFMPEG_PATH: '/opt/ffmpeg',
      SOMETHING_ELSE: 'stays out',
    });
    expect(read).toMatchObject({
      ok: true,
      config: {
        port: 0,
        host: '::1',
        rtcPort: 4440,
        dataFolder: '/srv/rostrum',
        extraOrigins: ['https://a.example', 'app://rostrum'],
        publicOrigin: 'https://lectures.example.org',
        turn: {
          urls: ['turn:a.example.org:3478?transport=udp', 'turns:a.example.org:5349'],
          secret: 'north',
        },
        databaseUrl: 'postgres://rostrum:secret@db.example.org/rostrum',
        s3: { bucket: 'lectures', region: 'us-east-1', endpoint: 'https://s3.example.org' },
        keepDays: 365,
        replacementMaxBytes: 5 * 1024 ** 3,
        tls: { certPath: '/etc/rostrum/cert.pem', keyPath: '/etc/rostrum/key.pem' },
        av1: 'off',
        captions: { command: ['/opt/hear', '--model', 'small'], language: 'de' },
        ffmpegPath: '/opt/ffmpeg',
      },
    });
  });

  const port = 'it must be a whole number from 0 to 65535 (0 takes any free port).';
  it.each([
    [{ ROSTRUM_PORT: 'abc' }, `ROSTRUM_PORT is "abc": ${port}`],
    [{ ROSTRUM_PORT: '70000' }, `ROSTRUM_PORT is "70000": ${port}`],
    [{ ROSTRUM_PORT: '-1' }, `ROSTRUM_PORT is "-1": ${port}`],
    [{ ROSTRUM_PORT: '44.5' }, `ROSTRUM_PORT is "44.5": ${port}`],
    [{ ROSTRUM_RTC_PORT: '1e3' }, `ROSTRUM_RTC_PORT is "1e3": ${port}`],
    [
      { ROSTRUM_HOST: 'http://x' },
      'ROSTRUM_HOST is "http://x": it must be an IP address or a host name, without a port.',
    ],
    [
      { ROSTRUM_CAPTIONS_LANGUAGE: 'German' },
      'ROSTRUM_CAPTIONS_LANGUAGE is "German": it must be a language such as de or pt-BR.',
    ],
    [
      { ROSTRUM_REPLACEMENT_MAX_GB: '0' },
      'ROSTRUM_REPLACEMENT_MAX_GB is "0": it must be a whole number of gigabytes from 1 to 1000.',
    ],
    [
      { ROSTRUM_TURN_URLS: 'relay.example.org', ROSTRUM_TURN_SECRET: 'north' },
      'ROSTRUM_TURN_URLS is "relay.example.org": it must be a list of addresses such as turn:relay.example.org:3478?transport=udp, separated by commas.',
    ],
    [
      { ROSTRUM_TURN_URLS: 'turn:relay.example.org' },
      'ROSTRUM_TURN_URLS and ROSTRUM_TURN_SECRET belong together: set both, or none of them.',
    ],
    [{ ROSTRUM_AV1: 'on' }, 'ROSTRUM_AV1 is "on": it must be auto or off.'],
    [
      { ROSTRUM_LOG: 'loud' },
      'ROSTRUM_LOG is "loud": it must be one of silent, fatal, error, warn, info, debug, trace.',
    ],
    [
      { ROSTRUM_ORIGINS: 'studio.example.org' },
      'ROSTRUM_ORIGINS is "studio.example.org": it must be a list of origins such as https://studio.example.org, separated by commas.',
    ],
    ...['lectures.example.org', 'https://example.org/rostrum', 'https://:80', 'ftp://example.org'].map(
      (address): [Record<string, string>, string] => [
        { ROSTRUM_PUBLIC_URL: address },
        `ROSTRUM_PUBLIC_URL is "${address}": it must be a web address without a path, such as https://lectures.example.org.`,
      ],
    ),
    [
      { DATABASE_URL: 'mysql://root:secret@localhost/x' },
      'DATABASE_URL makes no sense: it must be the address of a PostgreSQL database such as postgres://user:password@host:5432/rostrum.',
    ],
    [
      { DATABASE_URL: 'postgres://user:secret@:port' },
      'DATABASE_URL makes no sense: it must be the address of a PostgreSQL database such as postgres://user:password@host:5432/rostrum.',
    ],
  ])('says in one sentence what is wrong with %o', (environment, sentence) => {
    expect(readConfig(environment)).toEqual({ ok: false, sentence });
  });

  it('takes no half of a certificate', () => {
    for (const name of ['ROSTRUM_TLS_CERT', 'ROSTRUM_TLS_KEY']) {
      expect(readConfig({ [name]: '/etc/rostrum/it.pem' })).toEqual({
        ok: false,
        sentence: 'ROSTRUM_TLS_CERT and ROSTRUM_TLS_KEY belong together: set both, or none of them.',
      });
    }
  });
});
