/** What the field for day and time shows, in the time of this place. */
export function fieldOf(instant: number | undefined): string {
  if (instant === undefined) return '';
  const date = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Null: at no time that is known. */
export function instantOf(field: string): number | null {
  return field === '' ? null : new Date(field).getTime();
}
