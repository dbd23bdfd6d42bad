// What dependency-cruiser saw, and the two things it can't say itself: whether it saw everything, and whether the
// server's rooms go round in a circle through files that don't.

export interface CruisedModule {
  source: string;
  dependencies: { resolved: string }[];
}

/** A tool that reads nothing finds nothing wrong. */
export function unseenFiles(modules: readonly CruisedModule[], files: readonly string[]): string[] {
  const seen = new Set(modules.map((module) => module.source));
  return files.filter((file) => !seen.has(file));
}

/** The room of the house a server file stands in; its entry and the dashboard, an app of its own, are in none. */
export function roomOf(file: string): string | undefined {
  const room = /^ingest-server\/([^/]+)\//.exec(file)?.[1];
  return room === 'dashboard' || room === 'node_modules' ? undefined : room;
}

/** The first circle of rooms, as the way around it; undefined when there is none. */
export function findRoomCycle(modules: readonly CruisedModule[]): string[] | undefined {
  const doors = new Map<string, Set<string>>();
  for (const { source, dependencies } of modules) {
    const from = roomOf(source);
    if (from === undefined || /\.test(-entry)?\.ts$/.test(source)) continue;
    for (const { resolved } of dependencies) {
      const to = roomOf(resolved);
      if (to === undefined || to === from) continue;
      doors.set(from, (doors.get(from) ?? new Set()).add(to));
    }
  }
  for (const room of doors.keys()) {
    const way = walk(doors, [room]);
    if (way) return way;
  }
  return undefined;
}

function walk(doors: ReadonlyMap<string, ReadonlySet<string>>, way: readonly string[]): string[] | undefined {
  for (const next of doors.get(way.at(-1) ?? '') ?? []) {
    const met = way.indexOf(next);
    if (met >= 0) return [...way.slice(met), next];
    const found = walk(doors, [...way, next]);
    if (found) return found;
  }
  return undefined;
}
