/** The paths of what two languages say in the same words, or with the same function. */
export function untranslated(one: object, other: object, path = ''): string[] {
  return Object.keys(one).flatMap((key) => {
    const [its, others] = [Reflect.get(one, key) as unknown, Reflect.get(other, key) as unknown];
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof its === 'object' && its !== null) return untranslated(its, others as object, at);
    return String(its) === String(others) && its !== '' ? [at] : [];
  });
}

/** What an object of words says now, with nothing in it that changes with the language. */
export function copyOf<T extends object>(words: T): T {
  const entries = Object.keys(words).map((key) => {
    const value = Reflect.get(words, key) as unknown;
    return [key, typeof value === 'object' && value !== null ? copyOf(value) : value] as const;
  });
  return Object.fromEntries(entries) as T;
}
