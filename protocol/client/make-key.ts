/** A command's key: sixteen characters that no other command of the class has. */
export function makeKey(random: () => number): string {
  const part = () =>
    Math.floor(random() * 36 ** 8)
      .toString(36)
      .padStart(8, '0');
  return `${part()}${part()}`;
}
