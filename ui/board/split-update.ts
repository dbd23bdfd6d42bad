import * as Y from 'yjs';

/**
 * An update as several, each of which fits into a frame. In whatever order they are merged the outcome is the same:
 * what builds on something that has not come yet waits for it.
 */
export function splitUpdate(update: Uint8Array, maxBytes: number): Uint8Array[] {
  if (update.length <= maxBytes) return [update];
  const { structs, ds } = Y.decodeUpdate(update);
  // A gap says only that something is missing, and numbers of structs say it as well.
  const real = structs.filter((struct) => !(struct instanceof Y.Skip)).flatMap(oneByOne);
  const pieces = inPieces(real, (run) => encodeStructs(run), maxBytes);
  const deletions = [...ds.clients].flatMap(([client, items]) => items.map((item) => ({ client, ...item })));
  return [...pieces, ...inPieces(deletions, (run) => encodeDeletions(run), maxBytes)];
}

interface Deletion {
  readonly client: number;
  readonly clock: number;
  readonly len: number;
}

type Struct = Y.Item | Y.GC | Y.Skip;

/** What was drawn line by line by one person is one long run: as many things of one line each it says the same. */
function oneByOne(struct: Struct): Struct[] {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) return [struct];
  const { id, origin, rightOrigin, parent, parentSub, content } = struct;
  return content.arr.map((value, i) => {
    const one = new Y.ContentAny([value]);
    const its = Y.createID(id.client, id.clock + i);
    const before = i === 0 ? origin : Y.createID(id.client, id.clock + i - 1);
    return new Y.Item(its, null, before, null, rightOrigin, parent, parentSub, one);
  });
}

/** Halved until each fits; one alone is sent as it is. */
function inPieces<T>(
  all: readonly T[],
  encode: (run: readonly T[]) => Uint8Array,
  maxBytes: number,
): Uint8Array[] {
  if (all.length === 0) return [];
  const encoded = encode(all);
  if (encoded.length <= maxBytes || all.length === 1) return [encoded];
  const half = all.length >> 1;
  return [...inPieces(all.slice(0, half), encode, maxBytes), ...inPieces(all.slice(half), encode, maxBytes)];
}

/** The first form of Yjs's updates: clients, of each a run of structs, then what was deleted. */
function encodeStructs(structs: readonly Struct[]): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  const runs = runsOf(structs);
  encoder.writeLen(runs.length);
  for (const run of runs) {
    const [first] = run;
    encoder.writeLen(run.length);
    encoder.writeClient(first!.id.client);
    encoder.writeLen(first!.id.clock);
    // 0: from the struct's own beginning.
    for (const struct of run) struct.write(encoder, 0);
  }
  encoder.writeLen(0);
  return encoder.toUint8Array();
}

function encodeDeletions(deletions: readonly Deletion[]): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  encoder.writeLen(0);
  const byClient = Map.groupBy(deletions, ({ client }) => client);
  encoder.writeLen(byClient.size);
  for (const [client, items] of byClient) {
    encoder.resetDsCurVal();
    encoder.writeLen(client);
    encoder.writeLen(items.length);
    for (const { clock, len } of items) {
      encoder.writeDsClock(clock);
      encoder.writeDsLen(len);
    }
  }
  return encoder.toUint8Array();
}

/** One for each client, without gaps inside. */
function runsOf(structs: readonly Struct[]): Struct[][] {
  const runs: Struct[][] = [];
  for (const struct of structs) {
    const last = runs.at(-1)?.at(-1);
    const goesOn = last?.id.client === struct.id.client && last.id.clock + last.length === struct.id.clock;
    if (goesOn) runs.at(-1)!.push(struct);
    else runs.push([struct]);
  }
  return runs;
}
