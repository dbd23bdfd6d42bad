import { type Sample, type Series, sampleFields } from '@rostrum/protocol/operations';

const WIDTH = sampleFields.length;
const SECONDS_KEPT = 600;
const TOGETHER_MS = 10_000;
/** Six hours. */
const TOGETHERS_KEPT = 2_160;
const FIRST_ROWS = 64;

type Row = readonly (number | null)[];

export function rowOf(sample: Sample): (number | null)[] {
  return sampleFields.map((field) => sample[field]);
}

/** The newest rows, at most so many. It grows as they come: most classes are short. */
class Ring {
  readonly #most: number;
  #values = new Float64Array(FIRST_ROWS * WIDTH);
  #first = 0;
  #size = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(row: Row): void {
    if (this.#size === this.#room && this.#size < this.#most) this.#grow();
    const place = (this.#first + this.#size) % this.#room;
    // What could not be read is no number.
    for (let i = 0; i < WIDTH; i++) this.#values[place * WIDTH + i] = row[i] ?? NaN;
    if (this.#size < this.#room) this.#size += 1;
    else this.#first = (this.#first + 1) % this.#room;
  }

  rows(): (number | null)[][] {
    return Array.from({ length: this.#size }, (_, i) => {
      const place = (this.#first + i) % this.#room;
      const values = this.#values.subarray(place * WIDTH, (place + 1) * WIDTH);
      return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
    });
  }

  get #room(): number {
    return this.#values.length / WIDTH;
  }

  /** Only ever while nothing was let go yet: the first row still lies at the beginning. */
  #grow(): void {
    const larger = new Float64Array(Math.min(this.#most, 2 * this.#room) * WIDTH);
    larger.set(this.#values);
    this.#values = larger;
  }
}

/** The curves of one class: each second of the last ten minutes, and averages of ten seconds for six hours. */
export class SampleSeries {
  #seconds = new Ring(SECONDS_KEPT);
  #averages = new Ring(TOGETHERS_KEPT);
  #together: { at: number; sums: number[]; counts: number[] } | undefined;
  #lastAt = -Infinity;

  add(sample: Sample): void {
    // Curves only go forward: a clock that was set back begins new ones.
    if (sample.at < this.#lastAt) this.#begin();
    if (sample.at === this.#lastAt) return;
    this.#lastAt = sample.at;
    const row = rowOf(sample);
    this.#seconds.add(row);
    const at = Math.floor(sample.at / TOGETHER_MS) * TOGETHER_MS;
    if (this.#together && this.#together.at !== at) this.#averages.add(averageOf(this.#together));
    if (this.#together?.at !== at) this.#together = { at, sums: zeros(), counts: zeros() };
    const { sums, counts } = this.#together;
    row.forEach((value, i) => {
      if (value === null) return;
      sums[i] = (sums[i] ?? 0) + value;
      counts[i] = (counts[i] ?? 0) + 1;
    });
  }

  get lastAt(): number {
    return this.#lastAt;
  }

  seconds(): Series {
    return { everyMs: 1000, rows: this.#seconds.rows() };
  }

  minutes(): Series {
    return { everyMs: TOGETHER_MS, rows: this.#averages.rows() };
  }

  #begin(): void {
    this.#seconds = new Ring(SECONDS_KEPT);
    this.#averages = new Ring(TOGETHERS_KEPT);
    this.#together = undefined;
  }
}

function zeros(): number[] {
  return Array.from({ length: WIDTH }, () => 0);
}

/** `at` is when its ten seconds began. */
function averageOf({
  at,
  sums,
  counts,
}: {
  at: number;
  sums: readonly number[];
  counts: readonly number[];
}): Row {
  return sampleFields.map((field, i) => {
    if (field === 'at') return at;
    const count = counts[i] ?? 0;
    return count === 0 ? null : Math.round(((sums[i] ?? 0) / count) * 100) / 100;
  });
}
