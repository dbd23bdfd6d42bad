// What a valibot schema says, in words: as much of it as the protocol's schemas use.

/** A schema, or a step of its pipe, as far as it is looked into. */
export interface Schema {
  readonly type: string;
  readonly name?: string;
  readonly literal?: unknown;
  readonly requirement?: unknown;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly options?: readonly unknown[];
  readonly wrapped?: Schema;
  readonly item?: Schema;
  readonly key?: unknown;
  readonly value?: Schema;
  readonly pipe?: readonly unknown[];
}

/** Schemas that have a name of their own on the page: where one occurs, its name stands for it. */
export type Names = ReadonlyMap<unknown, string>;

/** The fields of an object, without the one that tells its kind. */
export function fieldsOf({ entries = {} }: Schema, without: string, names: Names): string[] {
  return Object.entries(entries)
    .filter(([name]) => name !== without)
    .map(([name, schema]) => fieldWords(name, schema, names));
}

function fieldWords(name: string, schema: Schema, names: Names): string {
  const isOptional = schema.type === 'optional';
  return `\`${name}${isOptional ? '?' : ''}\`: ${words(isOptional ? schema.wrapped! : schema, names)}`;
}

export function words(schema: Schema, names: Names): string {
  return names.get(schema) ?? ownWords(schema, names);
}

/** Also of a schema that has a name: what stands behind it. */
export function ownWords(schema: Schema, names: Names): string {
  const steps = (schema.pipe ?? []) as readonly Schema[];
  const brand = steps.find(({ type }) => type === 'brand');
  if (brand) return `\`${brand.name}\``;
  const limit = (type: string) => steps.find((step) => step.type === type)?.requirement as number | undefined;
  switch (schema.type) {
    case 'string':
      return textWords(steps, limit('max_length'));
    case 'number':
      return numberWords(limit('min_value'), limit('max_value'));
    case 'boolean':
      return 'yes or no';
    case 'literal':
      return `\`${String(schema.literal)}\``;
    case 'picklist':
      return (schema.options as readonly string[]).map((option) => `\`${option}\``).join(', ');
    case 'array':
      return `list${countWords(limit('min_length'), limit('max_length'))} of (${words(schema.item!, names)})`;
    case 'record':
      return `by key: ${words(schema.value!, names)}`;
    case 'object':
      return `{ ${fieldsOf(schema, '', names).join('; ')} }`;
    case 'variant':
      return (schema.options as readonly Schema[]).map((option) => words(option, names)).join(' or ');
    default:
      throw new Error(`there are no words for a schema of type ${schema.type}`);
  }
}

function textWords(steps: readonly Schema[], max: number | undefined): string {
  const kind = steps.some(({ type }) => type === 'url') ? 'link' : 'text';
  return max === undefined ? kind : `${kind} (≤ ${max})`;
}

function numberWords(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  return min === undefined ? 'number' : `number from ${min}`;
}

function countWords(min: number | undefined, max: number | undefined): string {
  if (max === undefined) return '';
  return min === undefined ? ` (≤ ${max})` : ` (${min} to ${max})`;
}
