import type { ClassId } from '../room/index.ts';
import type { ServerFrame } from '../wire/index.ts';
import type { ClientClock, OpenSocket } from './socket.ts';

export interface ClientOptions {
  /** For the first hello; later ones bring the resume token of the last welcome. Without one, it is renewed first. */
  token?: string | undefined;
  /** The class that the page shows: a token that leads elsewhere is refused. */
  classId?: ClassId;
  /**
   * A fresh access token in place of one that was refused. Rejects with RefusedError where there is none to be had;
   * with any other error it is asked again after the next wait.
   */
  renew?: () => Promise<string>;
  openSocket: OpenSocket;
  /** For whoever holds thousands of clients that are told the same; otherwise each reads what it is told. */
  readFrame?: ((data: unknown) => ServerFrame) | undefined;
  clock: ClientClock;
  random: () => number;
  /** Called after every change of `status`, `room`, `counts`, `place` or `you`. */
  onChange: () => void;
}
