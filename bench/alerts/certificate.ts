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
const DAYS = 3;

/** A server whose certificate ends in three days, from its being ready; undefined where none can be made. */
export async function seeOldCertificate(withinMs: number): Promise<AlertSeen | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-certificate-'));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  try {
    await run('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ...['-keyout', key, '-out', certificate, '-days', String(DAYS), '-subj', '/CN=localhost'],
    ]);
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
    const opened = await eye.untilOpen('certificate-old', withinMs);
    const firedMs = opened === undefined ? undefined : performance.now() - readyAtMs;
    eye.close();
    return { kind: 'certificate-old', firedMs, clearedMs: undefined, staysOpen: true };
  } finally {
    if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}
