import { type ChildProcess, fork } from 'node:child_process';

/** Processes that are all told something, and each answer it. `In` and `Out` are what goes to them and comes back. */
export class Workers<In extends object, Out extends { is: string }> {
  readonly #children: readonly ChildProcess[];

  constructor(script: URL, count: number) {
    this.#children = Array.from({ length: count }, () => fork(script, { serialization: 'advanced' }));
  }

  /** Tells each worker, and waits for every answer of this kind. */
  all<T extends Out['is']>(is: T, message: (i: number) => In): Promise<Extract<Out, { is: T }>[]> {
    return Promise.all(this.#children.map((child, i) => ask<Extract<Out, { is: T }>>(child, is, message(i))));
  }

  end(): void {
    for (const child of this.#children) child.kill();
  }
}

function ask<Answer extends { is: string }>(
  child: ChildProcess,
  is: string,
  message: object,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const handleExit = (code: number | null) => reject(new Error(`a part of the crowd ended: ${code}`));
    const handleMessage = (answer: Answer) => {
      if (answer.is !== is) return;
      child.off('message', handleMessage).off('exit', handleExit);
      resolve(answer);
    };
    child.once('exit', handleExit);
    child.on('message', handleMessage);
    child.send(message, (error) => {
      if (error) reject(error);
    });
  });
}

/** The part of the whole that this one of so many workers takes. */
export function shareOf<T>(all: readonly T[], i: number, count: number): T[] {
  return all.filter((_, n) => n % count === i);
}
