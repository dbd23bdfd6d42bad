import { captionLanguageSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';

export const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

export interface Config {
  /** HTTP and WebSocket; 0 asks for any free port. */
  readonly port: number;
  readonly host: string;
  /** WebRTC, UDP and TCP. */
  readonly rtcPort: number;
  /** The address that browsers are told to send their media to. */
  readonly rtcAddress: string;
  /** A relay for networks that let nothing else through, and the secret that it shares with this server. */
  readonly turn: { urls: readonly string[]; secret: string } | undefined;
  readonly dataFolder: string;
  /** A PostgreSQL server for log and records; without it they are in the data folder. */
  readonly databaseUrl: string | undefined;
  /** A bucket for media, files and recordings; without it they are in the data folder. */
  readonly s3: { bucket: string; region: string; endpoint: string | undefined } | undefined;
  /** How long recordings are kept where neither class nor institution says otherwise; undefined: for good. */
  readonly keepDays: number | undefined;
  /** The largest file that may be sent in place of a recording. */
  readonly replacementMaxBytes: number;
  /** PEM files: with them the server speaks HTTPS, and HTTP/2. */
  readonly tls: { certPath: string; keyPath: string } | undefined;
  readonly logLevel: (typeof logLevels)[number];
  /** How long classes that are live may go on after the server was asked to stop; 0: it stops at once. */
  readonly drainMs: number;
  /** Where traces are collected, and the share of all that is followed. */
  readonly traces: { endpoint: string; share: number } | undefined;
  /** Pages from elsewhere that may use this server, besides its own and those on localhost. */
  readonly extraOrigins: readonly string[];
  /** The origin at which others reach this server, through a proxy or not. */
  readonly publicOrigin: string | undefined;
  /** `off`: no AV1 renditions, also where an encoder keeps up. */
  readonly av1: 'auto' | 'off';
  /** A program that writes down what it hears, with its first arguments, and the language it is told to hear. */
  readonly captions: { command: readonly [string, ...string[]]; language: string } | undefined;
  /** Who is told of alerts besides the dashboard: an address that is posted to, and people by mail. */
  readonly alerts: {
    readonly webhookUrl: string | undefined;
    readonly mail: { url: string; from: string; to: readonly string[] } | undefined;
  };
  readonly ffmpegPath: string | undefined;
  readonly mediasoupWorkerBin: string | undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const originWords = 'it must be a list of origins such as https://studio.example.org, separated by commas';
const publicUrlWords = 'it must be a web address without a path, such as https://lectures.example.org';
const portWords = 'it must be a whole number from 0 to 65535 (0 takes any free port)';

function port(otherwise: number) {
  return v.pipe(
    v.optional(v.string(), String(otherwise)),
    v.regex(/^\d{1,5}$/, portWords),
    v.transform(Number),
    v.maxValue(65_535, portWords),
  );
}

const hostName = v.regex(/^[A-Za-z0-9.:_-]+$/, 'it must be an IP address or a host name, without a port');

const turnWords =
  'it must be a list of addresses such as turn:relay.example.org:3478?transport=udp, separated by commas';

const databaseWords =
  'it must be the address of a PostgreSQL database such as postgres://user:password@host:5432/rostrum';

const bucketWords = 'it must be the name of a bucket';
const endpointWords = 'it must be the address of an S3 store, such as https://s3.example.org';
const gigabytesWords = 'it must be a whole number of gigabytes from 1 to 1000';
const languageWords = 'it must be a language such as de or pt-BR';
const keepWords = 'it must be a whole number of days';

const drainWords = 'it must be a whole number of seconds, up to 86400';
const collectorWords = 'it must be the address of an OpenTelemetry collector, such as http://localhost:4318';
const shareWords = 'it must be a share from 0 to 1';

const webhookWords =
  'it must be a web address such as https://hooks.example.org/rostrum, without a user and a password';
const mailUrlWords =
  'it must be the address of a mail server such as smtps://user:password@mail.example.org, with %40 for an @ in the user';
const mailFromWords =
  'it must be a mail address such as rostrum@example.org or Rostrum <rostrum@example.org>';
const mailToWords = 'it must be a list of mail addresses, separated by commas';

const partOfMail =
  'ROSTRUM_ALERT_MAIL_URL, ROSTRUM_ALERT_MAIL_FROM and ROSTRUM_ALERT_MAIL_TO belong together: set all, or none of them.';

const halfTurn = 'ROSTRUM_TURN_URLS and ROSTRUM_TURN_SECRET belong together: set both, or none of them.';

const halfCertificate = 'ROSTRUM_TLS_CERT and ROSTRUM_TLS_KEY belong together: set both, or none of them.';

function isDatabaseUrl(text: string): boolean {
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text);
}

function isWebhook(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}

function isMailServer(text: string): boolean {
  if (!/^smtps?:\/\/[^/]/.test(text) || !URL.canParse(text)) return false;
  const { hostname, username, password } = new URL(text);
  return hostname !== '' && [username, password].every(isDecodable);
}

/** A % that stands for itself is written %25. */
function isDecodable(text: string): boolean {
  return !/%(?![0-9a-f]{2})/i.test(text);
}

const environmentSchema = v.object({
  ROSTRUM_PORT: port(4400),
  ROSTRUM_HOST: v.pipe(v.optional(v.string(), '127.0.0.1'), hostName),
  ROSTRUM_RTC_PORT: port(4440),
  ROSTRUM_RTC_ADDRESS: v.pipe(v.optional(v.string(), '127.0.0.1'), hostName),
  ROSTRUM_TURN_URLS: v.pipe(
    v.optional(v.string(), ''),
    v.transform((list) => list.split(',').flatMap((url) => url.trim() || [])),
    v.array(v.pipe(v.string(), v.regex(/^turns?:[^\s/]+$/, turnWords))),
  ),
  ROSTRUM_TURN_SECRET: v.optional(v.string()),
  ROSTRUM_DATA: v.optional(v.string(), './data'),
  ROSTRUM_DRAIN_S: v.pipe(
    v.optional(v.string(), '0'),
    v.regex(/^\d{1,5}$/, drainWords),
    v.transform(Number),
    v.maxValue(86_400, drainWords),
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: v.optional(
    v.pipe(v.string(), v.regex(/^https?:\/\//i, collectorWords), v.url(collectorWords)),
  ),
  OTEL_TRACES_SAMPLER_ARG: v.pipe(
    v.optional(v.string(), '1'),
    v.regex(/^(0|1|[01]?\.\d{1,9})$/, shareWords),
    v.transform(Number),
    v.maxValue(1, shareWords),
  ),
  ROSTRUM_LOG: v.optional(v.picklist(logLevels, `it must be one of ${logLevels.join(', ')}`), 'info'),
  ROSTRUM_ORIGINS: v.pipe(
    v.optional(v.string(), ''),
    v.transform((list) => list.split(',').flatMap((origin) => origin.trim() || [])),
    v.array(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9+.-]*:\/\/[^/\s]+$/i, originWords))),
  ),
  ROSTRUM_PUBLIC_URL: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^https?:\/\/[^/?#\s@]+\/?$/i, publicUrlWords),
      v.check((address) => URL.canParse(address), publicUrlWords),
      v.transform((address) => new URL(address).origin),
    ),
  ),
  DATABASE_URL: v.optional(v.pipe(v.string(), v.check(isDatabaseUrl, databaseWords))),
  ROSTRUM_S3_BUCKET: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]{1,62}$/, bucketWords))),
  ROSTRUM_S3_ENDPOINT: v.optional(
    v.pipe(v.string(), v.regex(/^https?:\/\//i, endpointWords), v.url(endpointWords)),
  ),
  AWS_REGION: v.optional(v.string(), 'us-east-1'),
  ROSTRUM_KEEP_DAYS: v.optional(
    v.pipe(v.string(), v.regex(/^[1-9]\d{0,4}$/, keepWords), v.transform(Number)),
  ),
  ROSTRUM_REPLACEMENT_MAX_GB: v.pipe(
    v.optional(v.string(), '20'),
    v.regex(/^([1-9]\d{0,2}|1000)$/, gigabytesWords),
    v.transform((text) => Number(text) * 1024 ** 3),
  ),
  ROSTRUM_TLS_CERT: v.optional(v.string()),
  ROSTRUM_TLS_KEY: v.optional(v.string()),
  ROSTRUM_CAPTIONS_COMMAND: v.pipe(
    v.optional(v.string(), ''),
    v.transform((line) => line.split(/\s+/).filter((word) => word !== '')),
  ),
  ROSTRUM_CAPTIONS_LANGUAGE: v.pipe(
    v.optional(v.string(), 'en'),
    v.check((language) => v.is(captionLanguageSchema, language), languageWords),
  ),
  ROSTRUM_AV1: v.optional(v.picklist(['auto', 'off'], 'it must be auto or off'), 'auto'),
  ROSTRUM_ALERT_WEBHOOK: v.optional(v.pipe(v.string(), v.check(isWebhook, webhookWords))),
  ROSTRUM_ALERT_MAIL_URL: v.optional(v.pipe(v.string(), v.check(isMailServer, mailUrlWords))),
  ROSTRUM_ALERT_MAIL_FROM: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^([^\s<>@,]+@[^\s<>@,]+|[^<>@\r\n]*<[^\s<>@,]+@[^\s<>@,]+>)$/, mailFromWords),
    ),
  ),
  ROSTRUM_ALERT_MAIL_TO: v.pipe(
    v.optional(v.string(), ''),
    v.transform((list) => list.split(',').flatMap((address) => address.trim() || [])),
    v.array(v.pipe(v.string(), v.regex(/^[^\s<>@]+@[^\s<>@]+$/, mailToWords))),
  ),
  FFMPEG_PATH: v.optional(v.string()),
  MEDIASOUP_WORKER_BIN: v.optional(v.string()),
});

const secretNames: ReadonlySet<string> = new Set([
  'DATABASE_URL',
  'ROSTRUM_TURN_SECRET',
  'ROSTRUM_ALERT_WEBHOOK',
  'ROSTRUM_ALERT_MAIL_URL',
]);

/** The configuration, or the sentence that says which variable is wrong. */
export function readConfig(
  environment: Environment,
): { ok: true; config: Config } | { ok: false; sentence: string } {
  // An empty variable is one that a shell or a compose file left unset.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
  const parsed = v.safeParse(environmentSchema, given, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const name = String(issue.path?.[0]?.key);
    // What keeps a secret isn't repeated: this sentence ends up in logs.
    const shown = secretNames.has(name) ? `${name} makes no sense` : `${name} is "${given[name]}"`;
    return { ok: false, sentence: `${shown}: ${issue.message}.` };
  }
  const read = parsed.output;
  const { ROSTRUM_TLS_CERT: certPath, ROSTRUM_TLS_KEY: keyPath } = read;
  if ((certPath === undefined) !== (keyPath === undefined)) return { ok: false, sentence: halfCertificate };
  const [program, ...programArguments] = read.ROSTRUM_CAPTIONS_COMMAND;
  const { ROSTRUM_TURN_URLS: turnUrls, ROSTRUM_TURN_SECRET: turnSecret } = read;
  if (turnUrls.length > 0 !== (turnSecret !== undefined)) return { ok: false, sentence: halfTurn };
  const {
    ROSTRUM_ALERT_MAIL_URL: mailUrl,
    ROSTRUM_ALERT_MAIL_FROM: mailFrom,
    ROSTRUM_ALERT_MAIL_TO: mailTo,
  } = read;
  const mailParts = [mailUrl !== undefined, mailFrom !== undefined, mailTo.length > 0];
  if (mailParts.includes(true) && mailParts.includes(false)) return { ok: false, sentence: partOfMail };
  return {
    ok: true,
    config: {
      port: read.ROSTRUM_PORT,
      host: read.ROSTRUM_HOST,
      rtcPort: read.ROSTRUM_RTC_PORT,
      rtcAddress: read.ROSTRUM_RTC_ADDRESS,
      turn: turnSecret === undefined ? undefined : { urls: turnUrls, secret: turnSecret },
      dataFolder: read.ROSTRUM_DATA,
      logLevel: read.ROSTRUM_LOG,
      drainMs: read.ROSTRUM_DRAIN_S * 1000,
      traces: read.OTEL_EXPORTER_OTLP_ENDPOINT
        ? { endpoint: read.OTEL_EXPORTER_OTLP_ENDPOINT, share: read.OTEL_TRACES_SAMPLER_ARG }
        : undefined,
      extraOrigins: read.ROSTRUM_ORIGINS,
      publicOrigin: read.ROSTRUM_PUBLIC_URL,
      databaseUrl: read.DATABASE_URL,
      s3: read.ROSTRUM_S3_BUCKET
        ? {
            bucket: read.ROSTRUM_S3_BUCKET,
            region: read.AWS_REGION,
            endpoint: read.ROSTRUM_S3_ENDPOINT,
          }
        : undefined,
      keepDays: read.ROSTRUM_KEEP_DAYS,
      replacementMaxBytes: read.ROSTRUM_REPLACEMENT_MAX_GB,
      tls: certPath && keyPath ? { certPath, keyPath } : undefined,
      av1: read.ROSTRUM_AV1,
      captions:
        program === undefined
          ? undefined
          : { command: [program, ...programArguments], language: read.ROSTRUM_CAPTIONS_LANGUAGE },
      alerts: {
        webhookUrl: read.ROSTRUM_ALERT_WEBHOOK,
        mail: mailUrl && mailFrom ? { url: mailUrl, from: mailFrom, to: mailTo } : undefined,
      },
      ffmpegPath: read.FFMPEG_PATH,
      mediasoupWorkerBin: read.MEDIASOUP_WORKER_BIN,
    },
  };
}
