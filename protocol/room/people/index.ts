import * as v from 'valibot';
import { personIdSchema } from '../ids.ts';
import { NAME_MAX, TITLE_MAX } from '../limits.ts';
import type { Owned } from '../owned.ts';
import { isStaff, roleSchema } from '../roles.ts';
import { textOf } from '../text.ts';

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(NAME_MAX));

/** What staff can allow one person beyond their role. */
const allowanceSchema = v.picklist(['screen', 'draw']);

export const peopleCommands = [
  v.object({ type: v.literal('person.mute'), personId: personIdSchema, muted: v.boolean() }),
  v.object({
    type: v.literal('person.remove'),
    personId: personIdSchema,
    reason: v.optional(textOf(TITLE_MAX)),
  }),
  v.object({ type: v.literal('person.readmit'), personId: personIdSchema }),
  v.object({
    type: v.literal('person.allow'),
    personId: personIdSchema,
    what: allowanceSchema,
    allowed: v.boolean(),
  }),
  /** Makes somebody a co-instructor or an assistant, or takes it back. */
  v.object({
    type: v.literal('person.set-role'),
    personId: personIdSchema,
    role: v.picklist(['instructor', 'assistant', 'student']),
  }),
  /** Gives the lead of the class to another instructor. */
  v.object({ type: v.literal('class.hand-over'), personId: personIdSchema }),
] as const;

export const peopleEvents = [
  v.object({
    type: v.literal('person.joined'),
    personId: personIdSchema,
    name,
    /** What they are in this class: what was set here goes before what their token says. */
    role: roleSchema,
    roleSet: v.optional(v.literal(true)),
    /** Everyone knows them as staff from before, so that everyone must hear that they no longer are. */
    wasStaff: v.optional(v.literal(true)),
  }),
  v.object({
    type: v.literal('person.left'),
    personId: personIdSchema,
    /** `lost`: the connection went away. */
    reason: v.picklist(['left', 'lost', 'removed']),
    role: roleSchema,
    roleSet: v.optional(v.literal(true)),
    wasStaff: v.optional(v.literal(true)),
  }),
  /** The server was away: whoever was here is not, until they come back. */
  v.object({ type: v.literal('person.all-left'), reason: v.literal('restarted') }),
  v.object({
    type: v.literal('person.muted'),
    personId: personIdSchema,
    muted: v.boolean(),
    by: personIdSchema,
  }),
  v.object({
    type: v.literal('person.removed'),
    personId: personIdSchema,
    reason: v.optional(v.string()),
    by: personIdSchema,
  }),
  v.object({ type: v.literal('person.readmitted'), personId: personIdSchema, by: personIdSchema }),
  v.object({
    type: v.literal('person.allowed'),
    personId: personIdSchema,
    what: allowanceSchema,
    allowed: v.boolean(),
    by: personIdSchema,
  }),
  v.object({
    type: v.literal('person.role-set'),
    personId: personIdSchema,
    name,
    role: roleSchema,
    /** Whether they are here now, and since when not: pages that did not know them until this moment must. */
    here: v.boolean(),
    awaySince: v.optional(v.number()),
    by: personIdSchema,
  }),
  /** A guest who went long ago and left nothing behind: the log still knows them. */
  v.object({ type: v.literal('person.forgotten'), personId: personIdSchema }),
  v.object({ type: v.literal('class.handed-over'), personId: personIdSchema, by: personIdSchema }),
] as const;

export const personSchema = v.object({
  personId: personIdSchema,
  name: v.string(),
  role: roleSchema,
  here: v.boolean(),
  /** When they went, or their connection did. */
  awaySince: v.optional(v.number()),
  muted: v.boolean(),
  removed: v.boolean(),
  screen: v.boolean(),
  draw: v.boolean(),
  /** Their role was set in this class: what their token says no longer counts. */
  roleSet: v.optional(v.literal(true)),
  /** They came as staff once, and came back with a token that says less. */
  wasStaff: v.optional(v.literal(true)),
});

/** Everyone who was here and is not forgotten, for the server and staff; for a student themself and those who are known to all. */
export const peopleStateSchema = v.record(v.string(), personSchema);

export type Person = v.InferOutput<typeof personSchema>;
export type PeopleState = v.InferOutput<typeof peopleStateSchema>;
export type PeopleEvent = v.InferOutput<(typeof peopleEvents)[number]>;

export function foldPeople(people: PeopleState, event: PeopleEvent, at: number, owned: Owned): PeopleState {
  if (event.type === 'class.handed-over') return people;
  if (event.type === 'person.all-left') {
    const away = Object.entries(people).map(([id, person]) => [id, wentAway(person, at)] as const);
    return Object.fromEntries(away);
  }
  const before = people[event.personId];
  if (event.type === 'person.forgotten') {
    const others = owned(people);
    Reflect.deleteProperty(others, event.personId);
    return others;
  }
  const after = changed(before, event, at);
  if (!after) return people;
  const next = owned(people);
  next[event.personId] = after;
  return next;
}

const plain = { muted: false, removed: false, screen: false, draw: false } as const;

/** Staff, whoever was staff, and whoever's role was set here: everyone in the class may know that they are there. */
export function isKnownToAll(person: Pick<Person, 'role' | 'roleSet' | 'wasStaff'>): boolean {
  return isStaff(person.role) || person.roleSet === true || person.wasStaff === true;
}

/** What everyone may know of them. */
export function publicPerson(person: Person): Person {
  return { ...person, ...plain };
}

function changed(
  person: Person | undefined,
  event: Exclude<PeopleEvent, { type: 'class.handed-over' | 'person.all-left' | 'person.forgotten' }>,
  at: number,
): Person | undefined {
  if (event.type === 'person.joined') {
    const { type: _type, name: called, ...told } = event;
    return { ...(person ? withoutAwaySince(person) : plain), ...told, name: called, here: true };
  }
  if (event.type === 'person.role-set') {
    const { personId, name: called, role, here, awaySince } = event;
    const away = awaySince === undefined ? {} : { awaySince };
    const known = person ? withoutAwaySince(person) : plain;
    return { ...known, personId, name: called, role, here, ...away, roleSet: true };
  }
  if (!person) return undefined;
  switch (event.type) {
    case 'person.left':
      return wentAway(person, at);
    case 'person.muted':
      return { ...person, muted: event.muted };
    case 'person.removed':
      return { ...person, removed: true };
    case 'person.readmitted':
      return { ...person, removed: false };
    case 'person.allowed':
      return { ...person, [event.what]: event.allowed };
  }
}

/** From the moment they went: whoever is away already has been so for longer. */
function wentAway(person: Person, at: number): Person {
  return person.here ? { ...person, here: false, awaySince: at } : person;
}

function withoutAwaySince({ awaySince: _awaySince, ...person }: Person): Person {
  return person;
}
