import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { Logger } from 'pino';
import { StartError } from '../config/index.ts';

/** PEM files. */
export interface CertificatePaths {
  readonly certPath: string;
  readonly keyPath: string;
}

export interface CertificatePair {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** The files are small; whoever renews them waits for nothing else. */
const LOOK_EVERY_MS = 3_000;

/** What the server shows of itself, as it stands in two files: a renewed pair is taken while the server runs. */
export class Certificate {
  readonly #paths: CertificatePaths;
  readonly #logger: Logger;
  readonly #listeners: ((pair: CertificatePair) => void)[] = [];
  readonly #timer: NodeJS.Timeout;
  #pair: CertificatePair;
  #endsAt: number | undefined;
  /** Told once, not each time that it is looked at. */
  #trouble: string | undefined;
  #looking: Promise<void> | undefined;

  private constructor(paths: CertificatePaths, pair: CertificatePair, logger: Logger) {
    this.#paths = paths;
    this.#pair = pair;
    this.#logger = logger;
    this.#endsAt = this.#readEnd(pair);
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  /** Ends in a StartError where there is no such pair, or where the two do not belong together. */
  static async open(paths: CertificatePaths, logger: Logger): Promise<Certificate> {
    const pair = {
      cert: await readNamed(paths.certPath, 'ROSTRUM_TLS_CERT'),
      key: await readNamed(paths.keyPath, 'ROSTRUM_TLS_KEY'),
    };
    try {
      createSecureContext(pair);
    } catch (error) {
      throw new StartError(
        `The certificate of ROSTRUM_TLS_CERT and the key of ROSTRUM_TLS_KEY can't be used (${wordsOf(error)}): both must be PEM files, and belong together.`,
        error,
      );
    }
    return new Certificate(paths, pair, logger);
  }

  get pair(): CertificatePair {
    return this.#pair;
  }

  /** Undefined where the certificate doesn't say it in a way that is understood. */
  get endsAt(): number | undefined {
    return this.#endsAt;
  }

  /** A renewed pair is shown to who comes from now on. */
  onRenewed(listener: (pair: CertificatePair) => void): void {
    this.#listeners.push(listener);
  }

  /** Reads the files again. */
  look(): Promise<void> {
    return (this.#looking ??= this.#look().finally(() => (this.#looking = undefined)));
  }

  /** Safe twice. */
  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const { certPath, keyPath } = this.#paths;
    try {
      const pair = { cert: await readFile(certPath), key: await readFile(keyPath) };
      const isSame = pair.cert.equals(this.#pair.cert) && pair.key.equals(this.#pair.key);
      // Between the writing of one file and of the other they do not belong together: the next look finds both.
      if (!isSame) this.#take(pair);
      this.#trouble = undefined;
    } catch (error) {
      const before = this.#trouble;
      this.#trouble = wordsOf(error);
      if (this.#trouble === before) return;
      this.#logger.warn({ error, certPath }, 'a certificate could not be renewed; the one before goes on');
    }
  }

  #take(pair: CertificatePair): void {
    createSecureContext(pair);
    this.#pair = pair;
    this.#endsAt = this.#readEnd(pair);
    for (const listener of this.#listeners) listener(pair);
    this.#logger.info({ endsAt: this.#endsAt }, 'a renewed certificate is shown from now on');
  }

  #readEnd({ cert }: CertificatePair): number | undefined {
    try {
      return new X509Certificate(cert).validToDate.getTime();
    } catch (error) {
      this.#logger.warn({ error }, 'until when the certificate counts could not be read');
      return undefined;
    }
  }
}

async function readNamed(path: string, variable: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new StartError(`${variable} names ${path}, which can't be read (${wordsOf(error)}).`, error);
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
