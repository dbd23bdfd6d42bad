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
        drainMs: 0,
        traces: undefined,
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
        alerts: { webhookUrl: undefined, mail: undefined },
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
      ROSTRUM_DRAIN_S: '7200',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318',
      OTEL_TRACES_SAMPLER_ARG: '0.05',
      ROSTRUM_CAPTIONS_COMMAND: ' /opt/hear  --model small ',
      ROSTRUM_CAPTIONS_LANGUAGE: 'de',
      ROSTRUM_ALERT_WEBHOOK: 'https://hooks.example.org/rostrum?key=north',
      ROSTRUM_ALERT_MAIL_URL: 'smtps://alerts%40example.org:s%25cret@mail.example.org',
      ROSTRUM_ALERT_MAIL_FROM: 'Rostrum <rostrum@example.org>',
      ROSTRUM_ALERT_MAIL_TO: 'it@example.org, dean@example.org,',
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
        drainMs: 7_200_000,
        traces: { endpoint: 'http://localhost:4318', share: 0.05 },
        captions: { command: ['/opt/hear', '--model', 'small'], language: 'de' },
        alerts: {
          webhookUrl: 'https://hooks.example.org/rostrum?key=north',
          mail: {
            url: 'smtps://alerts%40example.org:s%25cret@mail.example.org',
            from: 'Rostrum <rostrum@example.org>',
            to: ['it@example.org', 'dean@example.org'],
          },
        },
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
    [
      { ROSTRUM_DRAIN_S: '1h' },
      'ROSTRUM_DRAIN_S is "1h": it must be a whole number of seconds, up to 86400.',
    ],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' },
      'OTEL_EXPORTER_OTLP_ENDPOINT is "localhost:4318": it must be the address of an OpenTelemetry collector, such as http://localhost:4318.',
    ],
    [{ OTEL_TRACES_SAMPLER_ARG: '10' }, 'OTEL_TRACES_SAMPLER_ARG is "10": it must be a share from 0 to 1.'],
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
    ...['hooks.example.org', 'ftp://hooks.example.org', 'https://user:north@hooks.example.org'].map(
      (address): [Record<string, string>, string] => [
        { ROSTRUM_ALERT_WEBHOOK: address },
        'ROSTRUM_ALERT_WEBHOOK makes no sense: it must be a web address such as https://hooks.example.org/rostrum, without a user and a password.',
      ],
    ),
    ...[
      'mail.example.org',
      'https://mail.example.org',
      'smtp://',
      'smtp:///alerts',
      'smtps://user:50%secret@mail.example.org',
    ].map((address): [Record<string, string>, string] => [
      { ROSTRUM_ALERT_MAIL_URL: address },
      'ROSTRUM_ALERT_MAIL_URL makes no sense: it must be the address of a mail server such as smtps://user:password@mail.example.org, with %40 for an @ in the user.',
    ]),
    [
      { ROSTRUM_ALERT_MAIL_FROM: 'Rostrum' },
      'ROSTRUM_ALERT_MAIL_FROM is "Rostrum": it must be a mail address such as rostrum@example.org or Rostrum <rostrum@example.org>.',
    ],
    [
      { ROSTRUM_ALERT_MAIL_TO: 'it@example.org, dean' },
      'ROSTRUM_ALERT_MAIL_TO is "it@example.org, dean": it must be a list of mail addresses, separated by commas.',
    ],
    [
      { ROSTRUM_ALERT_MAIL_TO: 'it@example.org' },
      'ROSTRUM_ALERT_MAIL_URL, ROSTRUM_ALERT_MAIL_FROM and ROSTRUM_ALERT_MAIL_TO belong together: set all, or none of them.',
    ],
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
