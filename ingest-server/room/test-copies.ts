// For property tests: a value as it comes over the wire, and one that nobody may change.
export function asRead<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) frozen(part);
  return value;
}
