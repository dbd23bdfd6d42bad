import { type PersonId, type View, eventIn } from '@rostrum/protocol/room';
import type { Told } from '../../pure/told.ts';
import { eventsFrame } from './frames.ts';

/** What a stretch of the log is to those who listen: one text for each view, and one each for those it is about. */
export interface Telling {
  readonly through: number;
  /** Undefined where nobody of that view is told anything. */
  readonly shared: Readonly<Record<View, string | undefined>>;
  /** Whether it is worth asking for anybody's own. */
  readonly hasOwners: boolean;
  /** In place of the shared one, for whoever sees more of it than their view does; undefined for all others. */
  own(view: View, personId: PersonId): string | undefined;
}

interface Line {
  readonly seq: number;
  readonly json: string;
}

export function tell(told: readonly Told[]): Telling {
  const through = told.at(-1)?.seq ?? 0;
  const views = { class: linesIn('class', told), staff: linesIn('staff', told) };
  const frame = (lines: readonly Line[]) =>
    lines.length === 0
      ? undefined
      : eventsFrame(
          through,
          lines.map(({ json }) => json),
        );
  return {
    through,
    shared: { class: frame(views.class.shared), staff: frame(views.staff.shared) },
    hasOwners: views.class.own.size + views.staff.own.size > 0,
    own(view, personId) {
      const { shared, own } = views[view];
      const mine = own.get(personId);
      if (!mine) return undefined;
      const seqs = new Set(mine.map(({ seq }) => seq));
      const others = shared.filter(({ seq }) => !seqs.has(seq));
      return frame([...others, ...mine].sort((a, b) => a.seq - b.seq));
    },
  };
}

function linesIn(view: View, told: readonly Told[]): { shared: Line[]; own: Map<PersonId, Line[]> } {
  const shared: Line[] = [];
  const own = new Map<PersonId, Line[]>();
  for (const { seq, at, event, json, owner } of told) {
    const seen = json[view];
    if (seen !== undefined) shared.push({ seq, json: seen });
    const whose = owner[view];
    if (whose === undefined) continue;
    const lines = own.get(whose) ?? [];
    lines.push({ seq, json: wholeOf({ seq, at, event, json }) });
    own.set(whose, lines);
  }
  return { shared, own };
}

/** Staff are mostly told the whole event: its text is there already. */
function wholeOf({ seq, at, event, json }: Pick<Told, 'seq' | 'at' | 'event' | 'json'>): string {
  const staff = eventIn('staff', event) === event ? json.staff : undefined;
  return staff ?? JSON.stringify({ seq, at, event });
}
