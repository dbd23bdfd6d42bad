// docs/room.md, made from the schemas and tables of protocol/room alone.
import {
  type Told,
  commandDescriptions,
  eventDescriptions,
  limitDescriptions,
  refusalDescriptions,
  rightDescriptions,
} from '../../../protocol/room/descriptions.ts';
import {
  commandSchema,
  eventSchema,
  permissions,
  pollAnswerSchema,
  pollDraftSchema,
  pollFormSchema,
  refusalCodeSchema,
  roleSchema,
  sceneSchema,
  tallySchema,
} from '../../../protocol/room/index.ts';
import * as limits from '../../../protocol/room/limits.ts';
import { CLASS_FILES_MAX_BYTES } from '../../../ingest-server/files/pure/limits.ts';
import { type GatewayLimits, gatewayLimits } from '../../../ingest-server/room/gateway/pure/limits.ts';
import { BEAT_EVERY_MS, CLIENT_FRAME_MAX, SILENCE_MAX_MS } from '../../../protocol/wire/index.ts';
import { type Names, type Schema, fieldsOf, ownWords } from './schema-words.ts';

const shapes: readonly (readonly [string, Schema])[] = [
  ['poll draft', pollDraftSchema],
  ['poll form', pollFormSchema],
  ['poll answer', pollAnswerSchema],
  ['tally', tallySchema],
  ['scene', sceneSchema],
];
const names: Names = new Map(shapes.map(([name, schema]) => [schema, `_${name}_`]));

export function roomPage(): string {
  return [
    '# The room',
    'What people can ask of a class, what happens in it, who may do what, and the limits. Made from the code by `npm run docs`: change `protocol/room`, not this page.',
    'A command comes with a key that its page made; sent again with the same key it counts once. A field with a `?` may be left out. Text is cleaned of control characters and of marks that turn writing round before it is kept.',
    '## Commands',
    commands(),
    '## Who may do what',
    'The role that counts is the one in the class: what was set there goes before what a token says. Whoever was removed may do nothing; a guest among them is known again by their browser for a day, also under another name, but not in another browser, nor after its cookies were deleted. “Own” rules (one’s own message, one’s own hand) are said above.',
    rights(),
    '## Events',
    'Each has a number without gaps (`seq`), the server’s time (`at`), and `type`. Not everyone is told everything:',
    told(),
    events(),
    '## Shapes',
    shapes.map(([name, schema]) => `**${name}**: ${ownWords(schema, names)}`).join('\n\n'),
    '## Refusals',
    'A refusal has a `code`, a `text` for people, and `retryAfterMs` where waiting helps.',
    table(
      ['code', 'meaning'],
      refusalCodeSchema.options.map((code) => [`\`${code}\``, refusalDescriptions[code]]),
    ),
    '## Limits',
    limitTable(),
  ].join('\n\n');
}

function commands(): string {
  const rows = commandSchema.options.map((schema) => {
    const type = schema.entries.type.literal;
    return [`\`${type}\``, commandDescriptions[type], fieldsOf(schema, 'type', names).join('; ')];
  });
  return table(['command', 'asks', 'fields'], rows);
}

function rights(): string {
  const rows = typedEntries(permissions).map(([right, may]) => [
    `\`${right}\``,
    ...roleSchema.options.map((role) => (may.includes(role) ? '✓' : '')),
    right in rightDescriptions ? rightDescriptions[right as keyof typeof rightDescriptions] : '',
  ]);
  return table(['', ...roleSchema.options, ''], rows);
}

const toldWords: Readonly<Record<Told, string>> = {
  all: 'the event as it is',
  part: 'the event without what its line says; where it is about one person, they get it whole',
  known:
    'the event where everyone knows the person (staff, who was staff, whose role was set here); else only themself',
  own: 'nothing; the person it is about gets it whole',
  no: 'nothing',
};

function told(): string {
  return typedEntries(toldWords)
    .map(([word, meaning]) => `- **${word}**: ${meaning}`)
    .join('\n');
}

function events(): string {
  const rows = eventSchema.options.map((schema) => {
    const type = schema.entries.type.literal;
    const { text, students, staff } = eventDescriptions[type];
    return [`\`${type}\``, text, students, staff, fieldsOf(schema, 'type', names).join('; ')];
  });
  return table(['event', 'what happened', 'students', 'staff', 'fields'], rows);
}

function limitTable(): string {
  const rows = typedEntries(limitDescriptions).map(([name, what]) => [what, limitWords(name, limits[name])]);
  return table(
    ['what', 'at most'],
    [
      ...rows,
      ['Commands of one person, on all their pages together', allowanceWords(gatewayLimits.commands)],
      ['Frames on one connection', allowanceWords(gatewayLimits.frames)],
      ['All files of a class', limitWords('_BYTES', CLASS_FILES_MAX_BYTES)],
      ['Connections from one address', String(gatewayLimits.perAddress)],
      ['Connections of one server', String(gatewayLimits.inAll)],
      ['A frame from a page', limitWords('_BYTES', CLIENT_FRAME_MAX)],
      ['Between two signs of life of the server', limitWords('_MS', BEAT_EVERY_MS)],
      ['Silence after which a page connects anew', limitWords('_MS', SILENCE_MAX_MS)],
    ],
  );
}

function limitWords(name: string, limit: number | readonly string[]): string {
  if (typeof limit !== 'number') return limit.map((one) => `\`${one}\``).join(', ');
  if (name.endsWith('_BYTES')) return limit >= 1024 ** 2 ? `${limit / 1024 ** 2} MiB` : `${limit / 1024} KiB`;
  if (name.endsWith('_MS')) return limit >= 60_000 ? `${limit / 60_000} min` : `${limit / 1000} s`;
  return String(limit);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function typedEntries<K extends string, V>(record: Readonly<Record<K, V>>): [K, V][] {
  return Object.entries(record) as [K, V][];
}

function allowanceWords({ capacity, refillMs }: GatewayLimits['commands']): string {
  return `${capacity} at once, then ${1000 / refillMs} a second`;
}
