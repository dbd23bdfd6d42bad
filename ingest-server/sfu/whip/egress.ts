import type { ClassId } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import type { Site } from '../way.ts';
import type { Holder } from './sessions.ts';

/** What goes out of a class, and where it is. */
export interface Programme {
  readonly router: types.Router;
  readonly video: types.Producer | undefined;
  readonly audio: types.Producer | undefined;
}

/** A place at a router of the right numbers, until it is given back. */
export interface Lease extends Site {
  /** Brings the producer here, and says by which id it is known here. */
  bring(producer: types.Producer): Promise<string>;
  giveBack(): void;
}

/** Who takes a place, in which class. */
type Leasing = Pick<Holder, 'classId' | 'owner'>;

export type CreateRouter = (codecs: types.RouterRtpCodecCapability[]) => Promise<Site>;

interface Outlet {
  readonly classId: ClassId;
  readonly opening: Promise<Site>;
  /** What is brought there, by its producer. */
  readonly brought: Map<string, Promise<string>>;
  /** The owner of each player; those who are still waiting for it count too. */
  readonly owners: string[];
}

type Codecs = readonly types.RouterRtpCodecCapability[];

/**
 * Takes a class's programme to routers of other numbers. A player's offer says by which number it knows a codec, and a
 * mediasoup router has one number for each: so there is a router for each way to number them, which is one for all
 * players of a make.
 */
export class Egress {
  readonly #createRouter: CreateRouter;
  readonly #outlets = new Map<string, Outlet>();

  constructor(createRouter: CreateRouter) {
    this.#createRouter = createRouter;
  }

  /** Whose players there are, each as often as they have one: in this class, or anywhere. */
  owners(classId?: ClassId): string[] {
    const outlets = classId === undefined ? [...this.#outlets.values()] : this.#of(classId);
    return outlets.flatMap((outlet) => outlet.owners);
  }

  /** How many routers there would be for this class with one of these numbers. */
  outletsWith(classId: ClassId, codecs: Codecs): number {
    return this.#of(classId).length + (this.#outlets.has(keyOf(classId, codecs)) ? 0 : 1);
  }

  async lease({ classId, owner }: Leasing, from: types.Router, codecs: Codecs): Promise<Lease> {
    const key = keyOf(classId, codecs);
    const outlet = this.#outlets.get(key) ?? this.#open(key, classId, codecs);
    outlet.owners.push(owner);
    try {
      const site = await outlet.opening;
      return {
        ...site,
        bring: (producer) => bring(outlet, site, from, producer),
        giveBack: () => this.#giveBack(key, outlet, site, owner),
      };
    } catch (error) {
      this.#forget(key, outlet);
      throw error;
    }
  }

  #open(key: string, classId: ClassId, codecs: Codecs): Outlet {
    const opening = this.#createRouter([...codecs]);
    const outlet: Outlet = { classId, opening, brought: new Map(), owners: [] };
    this.#outlets.set(key, outlet);
    return outlet;
  }

  #giveBack(key: string, outlet: Outlet, { router }: Site, owner: string): void {
    outlet.owners.splice(outlet.owners.indexOf(owner), 1);
    if (outlet.owners.length > 0 && !router.closed) return;
    router.close();
    this.#forget(key, outlet);
  }

  #forget(key: string, outlet: Outlet): void {
    if (this.#outlets.get(key) === outlet) this.#outlets.delete(key);
  }

  #of(classId: ClassId): Outlet[] {
    return [...this.#outlets.values()].filter((outlet) => outlet.classId === classId);
  }
}

function keyOf(classId: ClassId, codecs: Codecs): string {
  return [classId, ...codecs.map((codec) => `${codec.mimeType}=${codec.preferredPayloadType}`)].join(' ');
}

function bring(outlet: Outlet, site: Site, from: types.Router, producer: types.Producer): Promise<string> {
  const known = outlet.brought.get(producer.id);
  if (known) return known;
  const bringing = pipe(site, from, producer);
  const forget = () => void outlet.brought.delete(producer.id);
  outlet.brought.set(producer.id, bringing);
  producer.observer.once('close', forget);
  // The next player tries anew.
  bringing.catch(forget);
  return bringing;
}

async function pipe({ router }: Site, from: types.Router, producer: types.Producer): Promise<string> {
  // Both may be on one worker, where nothing can have the same id twice.
  const alone = { keepId: false, enableSctp: false };
  const { pipeProducer } = await from.pipeToRouter({ producerId: producer.id, router, ...alone });
  if (!pipeProducer) throw new Error('a producer could not be brought to another router');
  return pipeProducer.id;
}
