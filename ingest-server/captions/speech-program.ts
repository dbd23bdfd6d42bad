import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import type { Lifeline } from '../broadcast/index.ts';

export interface ProgramOptions {
  readonly program: string;
  readonly args: readonly string[];
  readonly lifeline: Lifeline;
  /** Its standard output as it comes. */
  readonly handleChunk?: (chunk: Buffer) => void;
  /** The same, a line each. */
  readonly handleLine?: (line: string) => void;
  /** What it says on standard error, a line each. */
  readonly handleWords: (line: string) => void;
  /** It is over, and was not closed. */
  readonly handleEnd: (because: string) => void;
  /** It doesn't take what it is given, by so many bytes. */
  readonly behindMax: number;
}

/** A program that is fed on its standard input for as long as there is something: whatever becomes of it ends here. */
export class FedProgram {
  readonly #options: ProgramOptions;
  readonly #child: ChildProcess;
  #is: 'open' | 'over' = 'open';

  constructor(options: ProgramOptions) {
    const { program, args, lifeline, handleChunk, handleLine, handleWords } = options;
    this.#options = options;
    this.#child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    lifeline.hold(this.#child);
    stepBack(this.#child.pid);
    const { stdin, stdout, stderr } = this.#child;
    // Its end tells: what it didn't take any more is no matter.
    stdin?.on('error', () => undefined);
    if (stdout && handleChunk) stdout.on('data', handleChunk);
    if (stdout && handleLine) createInterface({ input: stdout }).on('line', handleLine);
    if (stderr) createInterface({ input: stderr }).on('line', handleWords);
    this.#child.once('error', (error) => this.#end(error.message));
    this.#child.once('close', (code, killedBy) => this.#end(`it ended with ${killedBy ?? `code ${code}`}`));
  }

  write(bytes: Buffer): void {
    const { stdin } = this.#child;
    if (this.#is === 'over' || !stdin?.writable) return;
    stdin.write(bytes);
    if (stdin.writableLength <= this.#options.behindMax) return;
    this.#child.kill('SIGKILL');
    this.#end('it can’t keep up with the sound');
  }

  close(): void {
    this.#is = 'over';
    this.#child.kill('SIGKILL');
  }

  #end(because: string): void {
    if (this.#is === 'over') return;
    this.#is = 'over';
    this.#options.handleEnd(because);
  }
}

/** The lecture itself goes before what is made of it. */
function stepBack(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch (error) {
    // It is over already.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
