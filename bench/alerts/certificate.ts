import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startServerAlone } from '@rostrum/e2e/support';
import { openLink } from '../crowd/sign-in.ts';
import type { AlertSeen } from '../pure/alert-figures.ts';
import { DashboardEye } from './dashboard-eye.ts';

const run = promisify(execFile);
const OLD_DAYS = 3;
const RENEWED_DAYS = 90;

interface Patience {
  readonly fireMs: number;
  readonly clearMs: number;
}

/**
 * A server whose certificate ends in three days, from its being ready; then another one lies in its place. Undefined
 * where none can be made.
 */
export async function seeOldCertificate({ fireMs, clearMs }: Patience): Promise<AlertSeen | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-certificate-'));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  const make = (days: number) =>
    run('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ...['-keyout', key, '-out', certificate, '-days', String(days), '-subj', '/CN=localhost'],
    ]);
  try {
    await make(OLD_DAYS);
  } catch {
    await rm(folder, { recursive: true, force: true });
    return undefined;
  }
  // It is signed by nobody.
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  const server = await startServerAlone({
    ROSTRUM_TLS_CERT: certificate,
    ROSTRUM_TLS_KEY: key,
    DATABASE_URL: '',
  });
  const readyAtMs = performance.now();
  try {
    const origin = server.origin.replace('http:', 'https:');
    const token = await openLink(origin, server.links.dashboard);
    const eye = await DashboardEye.open(origin.replace('https', 'wss'), token);
    const opened = await eye.untilOpen('certificate-old', fireMs);
    const firedMs = opened === undefined ? undefined : performance.now() - readyAtMs;
    await make(RENEWED_DAYS);
    const clearedMs = opened === undefined ? undefined : await eye.untilOver('certificate-old', clearMs);
    eye.close();
    return { kind: 'certificate-old', firedMs, clearedMs };
  } finally {
    if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}
