import type { ClassId } from '@rostrum/protocol/room';
import { Room, type RoomOptions } from './room.ts';

export interface RoomsOptions extends Omit<RoomOptions, 'classId' | 'classTitle'> {
  /** The class's title; undefined where there is no such class. */
  readonly titleOf: (classId: ClassId) => string | undefined;
}

/** The rooms of this server: opened when they are first needed, one for each class. */
export class Rooms {
  readonly #options: RoomsOptions;
  readonly #opening = new Map<ClassId, Promise<Room>>();
  readonly #open = new Map<ClassId, Room>();

  constructor(options: RoomsOptions) {
    this.#options = options;
  }

  /** Rejects when the class's log can't be read; the next one who asks tries again. */
  async open(classId: ClassId): Promise<Room | undefined> {
    const classTitle = this.#options.titleOf(classId);
    if (classTitle === undefined) return undefined;
    const opening = this.#opening.get(classId) ?? Room.open({ ...this.#options, classId, classTitle });
    this.#opening.set(classId, opening);
    try {
      const room = await opening;
      this.#open.set(classId, room);
      return room;
    } catch (cause) {
      this.#opening.delete(classId);
      throw new Error(`the class ${classId} could not be opened`, { cause });
    }
  }

  /** The room if it is open already. */
  get(classId: ClassId): Room | undefined {
    return this.#open.get(classId);
  }

  async close(): Promise<void> {
    const rooms = await Promise.allSettled(this.#opening.values());
    await Promise.all(rooms.map((room) => (room.status === 'fulfilled' ? room.value.close() : undefined)));
  }
}
