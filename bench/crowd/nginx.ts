import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A server of files as one would set it up for HLS: one worker, sendfile, kept-alive connections. */
export interface Nginx {
  readonly port: number;
  /** Of the process that does the work. */
  readonly pid: number;
  close(): Promise<void>;
}

const path = process.env['NGINX_BIN'] ?? 'nginx';

/** Why it can't be compared with here; undefined where it can. */
export const missingNginx: string | undefined = runs() ? undefined : 'nginx is not installed';

export async function startNginx(root: string): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-nginx-'));
  const port = await freePort();
  await writeFile(join(folder, 'nginx.conf'), configuration(folder, root, port));
  const master = spawn(
    path,
    ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')],
    {
      stdio: 'ignore',
    },
  );
  await listening(port);
  const children = await readFile(`/proc/${master.pid}/task/${master.pid}/children`, 'utf8');
  return {
    port,
    pid: Number(children.trim().split(' ')[0]),
    async close() {
      const gone = once(master, 'exit');
      master.kill();
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configuration(folder: string, root: string, port: number): string {
  const { uid, username } = userInfo();
  // Root's worker would become somebody who may not read what root has just written.
  return `daemon off;
${uid === 0 ? `user ${username};` : ''}
worker_processes 1;
pid ${folder}/nginx.pid;
worker_rlimit_nofile 20000;
events { worker_connections 10000; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  keepalive_timeout 600;
  keepalive_requests 1000000;
  open_file_cache max=1000 inactive=600s;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  types { video/iso.segment m4s; }
  server {
    listen 127.0.0.1:${port} backlog=4096;
    root ${root};
    add_header Cache-Control "public, max-age=31536000, immutable";
    add_header Access-Control-Allow-Origin "*";
  }
}
`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const answered = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (answered) return;
    await wait(50);
  }
  throw new Error('nginx did not begin to listen');
}

function runs(): boolean {
  try {
    execFileSync(path, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
