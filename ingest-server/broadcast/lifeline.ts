import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/**
 * Keeps the list of who is to go, a line each: "+ 12" comes on it, "- 12" leaves it. The list is due when standard
 * input ends, and the kernel ends it with our process, however that went.
 */
const WATCH = `
pids=' '
while read -r sign pid; do
  case $sign in
    +) pids="$pids$pid " ;;
    -) case $pids in *" $pid "*) pids="\${pids%% $pid *} \${pids#* $pid }" ;; esac ;;
  esac
done
kill -9 $pids 2>/dev/null`;

/**
 * Children that must not outlive this process: FFmpeg waits on its sockets for ever and never notices that nobody
 * reads it any more. A crash is met by an exit hook, a SIGKILL by a shell that watches. On Windows the watcher isn't
 * needed: what Node starts there is in a job that the system ends with Node.
 */
export class Lifeline {
  readonly #handleUnwatched: (error: Error) => void;
  readonly #held = new Set<ChildProcess>();
  readonly #letGo = () => {
    for (const child of this.#held) child.kill('SIGKILL');
  };
  /** There from the first child on; one that was itself killed is replaced with the next child. */
  #watcher: ChildProcess | undefined;

  /** `handleUnwatched`: children would outlive us if we were killed. */
  constructor(handleUnwatched: (error: Error) => void) {
    this.#handleUnwatched = handleUnwatched;
    process.on('exit', this.#letGo);
  }

  hold(child: ChildProcess): void {
    if (child.pid === undefined) return;
    this.#held.add(child);
    if (this.#watcher) this.#tell('+', child);
    else this.#startWatcher();
    child.once('exit', () => {
      this.#held.delete(child);
      this.#tell('-', child);
    });
  }

  close(): void {
    process.off('exit', this.#letGo);
    this.#watcher?.stdin?.end();
    this.#watcher = undefined;
  }

  #startWatcher(): void {
    if (process.platform === 'win32') return;
    // In a session of its own: what stops our group with a signal must not stop it before us.
    const watcher = spawn('/bin/sh', ['-c', WATCH], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    this.#watcher = watcher;
    const forget = () => {
      if (this.#watcher === watcher) this.#watcher = undefined;
    };
    watcher.once('exit', forget);
    watcher.once('error', (error) => {
      forget();
      this.#handleUnwatched(error);
    });
    // It went: then its exit is what is told.
    watcher.stdin.on('error', () => undefined);
    watcher.unref();
    (watcher.stdin as Socket).unref();
    for (const child of this.#held) this.#tell('+', child);
  }

  #tell(sign: '+' | '-', child: ChildProcess): void {
    this.#watcher?.stdin?.write(`${sign} ${child.pid}\n`);
  }
}
