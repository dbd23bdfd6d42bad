const NAME_MAX_LETTERS = 80;

/** A name that every system's disks take, from a title that people wrote. */
export function fileTitle(title: string, startedAtMs: number, fallback: string): string {
  const readable = title
    .normalize('NFC')
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+|[. ]+$/g, '');
  const short = [...(readable || fallback)].slice(0, NAME_MAX_LETTERS).join('').trim();
  return `${short} ${new Date(startedAtMs).toISOString().slice(0, 10)}`;
}

/** The first name that is free: `Waves.mp4`, `Waves (2).mp4`, … */
export function freeName(base: string, ending: string, isTaken: (name: string) => boolean): string {
  for (let copy = 1; ; copy += 1) {
    const name = copy === 1 ? `${base}.${ending}` : `${base} (${copy}).${ending}`;
    if (!isTaken(name)) return name;
  }
}
