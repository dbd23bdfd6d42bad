import type { Session } from '@rostrum/protocol/http';
import type { Stream } from '@rostrum/protocol/room';
import { ClassConnection, renewToken, socketUrlOf } from '@rostrum/ui';
import { BreakoutWay } from './breakout-way.svelte.ts';
import { LobbyWay } from './lobby-way.svelte.ts';
import { type ClassMoment, momentOf } from './pure/class-moment.ts';
import { StageWay } from './stage-way.svelte.ts';
import { TurnedAway } from './turned-away.svelte.ts';

/** Being in a class, beside watching it: the connection, and the ways that open by it. */
export class ClassLife {
  readonly connection: ClassConnection;
  readonly stageWay: StageWay;
  readonly breakoutWay: BreakoutWay;
  readonly lobbyWay = new LobbyWay();
  readonly turnedAway = new TurnedAway();

  constructor({ token, classId, personId, refresh }: Session) {
    this.connection = new ClassConnection({
      socketUrl: socketUrlOf(location.origin),
      token,
      classId,
      renew: () => renewToken({ classId, personId, refresh }),
    });
    this.stageWay = new StageWay({
      ask: (question) => this.connection.client.ask(question),
      ...{ personId, keptAs: `rostrum.stage.${classId}` },
    });
    this.breakoutWay = new BreakoutWay(personId);
  }

  /** Undefined until the class has told its state. */
  get stream(): Stream | undefined {
    const { you, room } = this.connection;
    return you && room.stream;
  }

  get moment(): ClassMoment | undefined {
    const { stream } = this;
    return stream && momentOf(this.connection.room.class.phase, stream);
  }

  close(): void {
    this.lobbyWay.close();
    this.breakoutWay.close();
    this.stageWay.close();
    this.connection.close();
  }
}
