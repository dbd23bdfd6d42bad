import { type FaultKind, disturbs } from './fault-schedule.ts';
import { type Plot, type PlotSeries, cutOff, escaped, plotSvg } from './plot.ts';
import { reportStyle } from './report-style.ts';
import type { FaultSeen, Report, Second } from './report.ts';
import { type Row, targets } from './verdict.ts';

const faultWords: Readonly<Record<FaultKind, { name: string; done: string }>> = {
  transcoder: { name: 'transcoder killed', done: 'FFmpeg was killed in the middle of its work.' },
  'studio-network': {
    name: 'studio’s network cut',
    done: 'Nothing from the studio got through for four seconds, and nobody was told.',
  },
  server: {
    name: 'server killed',
    done: 'The server’s process was killed, as by a power cut, and started again on the same data.',
  },
  database: { name: 'database away', done: 'PostgreSQL was killed, and started again three seconds later.' },
};

/** So many times a target: where something was broken it takes seconds, and hundredths are looked for. */
const CUT_AT_TARGETS = 4;

const stateWords: Readonly<Record<Row['is'], string>> = {
  pass: 'met',
  miss: 'MISSED',
  told: 'told',
  'left-out': 'left out',
};

/** The whole report as one page that needs nothing else. */
export function reportPage(report: Report): string {
  const { settings, rows, faults, seconds, passed } = report;
  const missed = rows.filter(({ is }) => is === 'miss').length;
  const title = `Game day: ${settings.students} students, ${settings.minutes} min`;
  const verdict = passed
    ? 'Passed: every target that could be looked at was met.'
    : `Not passed: ${missed} ${missed === 1 ? 'target was' : 'targets were'} missed.`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
<header>
<p class="kind">Rostrum · rehearsal of a class</p>
<h1>${escaped(title)}</h1>
<p class="verdict ${passed ? 'pass' : 'miss'}">${verdict}</p>
<p>${escaped(whatWasDone(report))}</p>
</header>

<section>
<h2>Verdict</h2>
<p>Each line is something a class may expect. <b>Met</b> and <b>missed</b> count; <b>told</b> has no target; <b>left out</b> was not tried.</p>
${verdictTable(rows)}
</section>

<section>
<h2>What broke, and when</h2>
${faults.length === 0 ? '<p>Nothing was broken on purpose.</p>' : faultTable(faults)}
</section>

<section>
<h2>What students felt, second by second</h2>
<p>Time runs from left to right, in minutes and seconds since the doors opened. Shaded: something was broken on purpose, or its traces were still to be felt. A dashed line is a target.</p>
${plots(report)
  .map((plot) => figure(plot))
  .join('\n')}
</section>

${problemList(report)}
<section>
<h2>How to read this</h2>
<ul>
<li><b>What this is.</b> A class was held with ${settings.students} made-up students, to see whether the server carries it. They come in within ten
seconds, watch, write, answer polls, raise hands; one in twenty loses the network for some seconds and comes back. They are real clients: the same code that runs in a student’s page folds what
they are told, tries again and comes back by itself.</li>
<li><b>Watching</b> is really asking for playlists and media, by a model of a player in place of a picture: what came is played as time
passes, and where it runs out the player stands. <i>How late</i> is the age of the picture it shows, by the clock that the server writes
into the playlist; the way from the camera to the server is not in it.</li>
<li>A target is held against the time in which nothing that it concerns was broken. What was felt meanwhile is told apart, and what may
never happen (a message lost, an answer counted twice) is looked for all the time.</li>
<li><b>A message</b> is timed from being written until it has come to a page; a student's device then shows it within some milliseconds. Here
thousands of pages share the processors, and their own work is left out of it.</li>
<li>At the end every student’s page is compared with what the server tells somebody who has just come in.</li>
<li><b>Left out</b> means that it was not tried, and why. Nothing stands for what was not tried.</li>
<li>Students, studio, server and transcoder ${settings.servers.length === 0 ? 'shared the machine below: a target that is missed here may be met by the same server alone on it.' : 'were not all on the machine below: of the servers’ own load nothing is known here.'}</li>
</ul>
</section>

<section>
<h2>Machine and settings</h2>
${factTable(factsOf(report))}
</section>
</main>
<!-- ${seconds.length} seconds were looked at; the figures are in the JSON beside this page. -->
</body>
</html>
`;
}

function whatWasDone({ settings, faults, startedAt, lastedS }: Report): string {
  const { parts, segments, sound, nothing } = settings.watching;
  const ways = [
    parts > 0 ? `${parts} watched as the page does, fetching every part of sound and smallest picture` : '',
    segments > 0 ? `${segments} watched in whole segments, as a plain player does` : '',
    sound > 0 ? `${sound} listened to the sound alone, as on a thin line` : '',
    nothing > 0
      ? `${nothing} took part without fetching media: this machine could not have carried them`
      : '',
  ].filter((way) => way !== '');
  const when = new Date(startedAt).toISOString().slice(0, 16).replace('T', ' ');
  const broken =
    faults.length === 0
      ? 'Nothing was broken.'
      : `${faults.length} ${faults.length === 1 ? 'thing was' : 'things were'} broken on purpose meanwhile.`;
  return `${when} UTC, ${Math.round(lastedS)} s. Of ${settings.students} students ${ways.join('; ')}. ${broken}`;
}

function verdictTable(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ what, target, seen, is, why }) =>
      `<tr class="${is}"><th scope="row">${escaped(what)}</th><td><span class="state">${stateWords[is]}</span></td><td>${escaped(seen)}${why === undefined ? '' : `<br><small>${escaped(why)}</small>`}</td><td>${escaped(target ?? '–')}</td></tr>`,
  );
  return table(['What', 'Verdict', 'Seen', 'Target'], lines);
}

function faultTable(faults: readonly FaultSeen[]): string {
  const lines = faults.map((fault) => {
    const { kind, atS, mendedS, calmS, trouble } = fault;
    const felt = disturbs[kind].join(' and ');
    const [mended, calm] =
      trouble === undefined ? [secondsWords(mendedS - atS), secondsWords(calmS - atS)] : ['not in time', '–'];
    const after = trouble === undefined ? '' : `<b class="bad">${escaped(trouble)}</b><br>`;
    return `<tr><th scope="row">${escaped(faultWords[kind].name)}</th><td>${escaped(faultWords[kind].done)}<br><small>Concerns the ${felt}.</small></td><td class="number">${clock(atS)}</td><td class="number">${mended}</td><td class="number">${calm}</td><td>${after}${figuresOf(fault)}</td></tr>`;
  });
  return table(['What', 'What was done', 'At', 'Works again after', 'Over after', 'What was felt'], lines);
}

/** One under the other; what was not seen is left out. */
function figuresOf({ figures }: FaultSeen): string {
  return Object.entries(figures)
    .filter(([, value]) => Number.isFinite(value))
    .map(([name, value]) => escaped(`${name}: ${Math.round(value)}`))
    .join('<br>');
}

function secondsWords(value: number): string {
  return `${value.toFixed(1)} s`;
}

function problemList({ problems }: Report): string {
  if (problems.length === 0) return '';
  const lines = problems.map(([words, times]) => `<li>${times} × ${escaped(words)}</li>`);
  return `<section>
<h2>What students’ programs told on the way</h2>
<p>The most frequent first, whether something was broken then or not; it counts for nothing by itself.</p>
<ul>
${lines.join('\n')}
</ul>
</section>
`;
}

function plots({ seconds, faults, lastedS }: Report): Plot[] {
  const spans = faults.map(({ kind, atS, calmS }) => {
    return { fromS: atS, untilS: Math.min(calmS, lastedS), label: faultWords[kind].name };
  });
  const series = (name: string, pick: (second: Second) => number | null | undefined): PlotSeries => ({
    name,
    points: seconds.map((second) => [second.atS, pick(second) ?? Number.NaN] as const),
  });
  const plot = (title: string, unit: string, lines: PlotSeries[], target?: number): Plot => ({
    ...{ title, unit, untilS: lastedS, series: lines, spans },
    ...(target === undefined ? {} : { target, cutAt: target * CUT_AT_TARGETS }),
  });
  return [
    plot('Students in the class', 'students', [series('inside', ({ inside }) => inside)]),
    plot(
      'From writing a message to reading it, 95 % of all',
      'ms',
      [series('chat', (s) => s.chatP95Ms)],
      targets.chatMs,
    ),
    plot(
      'How late the picture is',
      'ms',
      [series('half of all', (s) => s.delayP50Ms), series('95 % of all', (s) => s.delayP95Ms)],
      targets.delayP95Ms,
    ),
    plot('Players whose picture stands', 'players', [series('standing', ({ standing }) => standing)]),
    plot('Requests for media', 'a second', [series('requests', ({ requests }) => requests)]),
    plot('Media sent', 'MB a second', [series('media', ({ megabytes }) => megabytes)]),
    plot('Requests that failed', 'a second', [series('errors', ({ errors }) => errors)]),
    plot('Processor', 'cores', [
      series('server', ({ cpu }) => cpu?.server),
      series('transcoder', ({ cpu }) => cpu?.transcoder),
      series('media worker', ({ cpu }) => cpu?.media),
      series('the whole machine', ({ machineCpu }) => machineCpu),
    ]),
    plot('Memory of the server', 'MB', [series('server', ({ memoryMb }) => memoryMb)]),
  ];
}

function figure(plot: Plot): string {
  const legend = plot.series.map(({ name }, i) => `<span class="key key-${i + 1}">${escaped(name)}</span>`);
  const target =
    plot.target === undefined
      ? ''
      : `<span class="key key-target">target ${plot.target} ${escaped(plot.unit)}</span>`;
  const highest = cutOff(plot);
  const cut =
    highest === undefined
      ? ''
      : `<br>Cut off above ${plot.cutAt}; the highest was ${Math.round(highest)} ${escaped(plot.unit)}.`;
  return `<figure>
<figcaption><b>${escaped(plot.title)}</b>, ${escaped(plot.unit)} ${legend.join(' ')} ${target}${cut}</figcaption>
<div class="plot">${plotSvg(plot)}</div>
</figure>`;
}

function factsOf({ settings, machine }: Report): [string, string][] {
  return [
    ['Students', `${settings.students}${settings.share === '1/1' ? '' : ` (part ${settings.share} of all)`}`],
    ['Minutes', String(settings.minutes)],
    ['Seed', String(settings.seed)],
    ['Servers', settings.servers.length === 0 ? 'one, started for this' : settings.servers.join(', ')],
    ['Database', settings.database],
    ['Programme', settings.programme],
    ['Requests for media, planned', `${settings.watching.requestsPerS} a second`],
    ['Processor', `${machine.processor}, ${machine.cores} cores`],
    ['Memory', `${machine.memoryGb} GB`],
    ['System', machine.system],
    ['Node', machine.node],
    ['FFmpeg', machine.ffmpeg],
    ['Rostrum', machine.version],
  ];
}

function factTable(facts: readonly [string, string][]): string {
  const lines = facts.map(
    ([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`,
  );
  return table(['', ''], lines);
}

function table(heads: readonly string[], lines: readonly string[]): string {
  const head = heads.some((name) => name !== '')
    ? `<thead><tr>${heads.map((name) => `<th scope="col">${escaped(name)}</th>`).join('')}</tr></thead>`
    : '';
  return `<div class="wide${head === '' ? '' : ' scrolls'}"><table>${head}<tbody>\n${lines.join('\n')}\n</tbody></table></div>`;
}

function clock(s: number): string {
  return `${Math.floor(s / 60)}:${String(Math.floor(s % 60)).padStart(2, '0')}`;
}
