import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from './chromium.ts';

/** A network of its own behind a router, with a line to this machine that can be cut without anyone being told. */
export interface FarNetwork {
  /** This machine, as seen from there. */
  readonly hereAddress: string;
  /** Starts a program there. */
  readonly through: readonly string[];
  /** A Chromium that runs there. */
  readonly chromiumPath: string;
  /** Nothing passes any more, either way; cables and addresses stay as they are. */
  cut(): void;
  mend(): void;
  /** As many a firewall does: from now on nothing but TCP gets through. */
  blockUdp(): void;
  close(): void;
}

/** Only root may make networks, and only Linux has them. */
export const mayMakeNetworks: boolean = process.platform === 'linux' && tries();

export function openFarNetwork(): FarNetwork {
  const id = `rostrum${process.pid}`;
  const [router, far] = [`${id}r`, `${id}f`];
  const [here, up, down, end] = ['h', 'u', 'd', 'e'].map((letter) => `rr${process.pid % 100_000}${letter}`);
  const folder = mkdtempSync(join(tmpdir(), 'rostrum-far-'));
  const inside = (where: string) => ['netns', 'exec', where];
  const forward = (isOn: boolean) => {
    const setting = `net.ipv4.ip_forward=${isOn ? 1 : 0}`;
    execFileSync('ip', [...inside(router), 'sysctl', '-qw', setting]);
  };
  const steps = [
    `netns add ${router}`,
    `netns add ${far}`,
    `link add ${here} type veth peer name ${up} netns ${router}`,
    `-n ${router} link add ${down} type veth peer name ${end} netns ${far}`,
    `addr add 10.77.1.1/24 dev ${here}`,
    `-n ${router} addr add 10.77.1.2/24 dev ${up}`,
    `-n ${router} addr add 10.77.2.1/24 dev ${down}`,
    `-n ${far} addr add 10.77.2.2/24 dev ${end}`,
    `link set ${here} up`,
    ...[`-n ${router} link set ${up} up`, `-n ${router} link set ${down} up`],
    ...[`-n ${far} link set lo up`, `-n ${far} link set ${end} up`],
    `route add 10.77.2.0/24 via 10.77.1.2`,
    `-n ${far} route add default via 10.77.2.1`,
  ];
  const network: FarNetwork = {
    hereAddress: '10.77.1.1',
    through: ['ip', ...inside(far)],
    chromiumPath: join(folder, 'chromium'),
    cut: () => forward(false),
    mend: () => forward(true),
    blockUdp: () => void execFileSync('ip', ['-n', router, ...'rule add ipproto udp blackhole'.split(' ')]),
    close() {
      for (const namespace of [far, router]) quietly(['netns', 'del', namespace]);
      quietly(['link', 'del', here ?? '']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    for (const step of steps) execFileSync('ip', step.split(' '));
    network.mend();
    writeFileSync(network.chromiumPath, `#!/bin/sh\nexec ip netns exec ${far} "${chromiumPath}" "$@"\n`);
    chmodSync(network.chromiumPath, 0o755);
  } catch (error) {
    network.close();
    throw error;
  }
  return network;
}

function tries(): boolean {
  const name = `rostrum-try-${process.pid}`;
  return quietly(['netns', 'add', name]) && quietly(['netns', 'del', name]);
}

function quietly(words: readonly string[]): boolean {
  try {
    execFileSync('ip', words, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
