/** The report's look: quiet on paper, by day and by night. */
export const reportStyle = `
:root { color-scheme: light dark;
  --paper: light-dark(#f5f1e8, #101714); --surface: light-dark(#fffdf8, #18211d); --line: light-dark(#d9d1c0, #2c3833);
  --ink: light-dark(#1b231f, #eef0e7); --soft: light-dark(#515a54, #a8b4ac);
  --good: light-dark(#1b6a3c, #86d39a); --bad: light-dark(#9f2219, #f59a8f); --veil: light-dark(#f7e6c4, #352810);
  --one: light-dark(#1c5a46, #93d3b6); --two: light-dark(#a5490a, #f3c766);
  --three: light-dark(#3a4fa0, #a7b6ff); --four: light-dark(#857d6b, #8e9a93); }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; display: grid; gap: 2rem; }
section, header { display: grid; gap: .75rem; min-width: 0; }
h1, h2, p, ul, figure { margin: 0; }
h1, h2 { font-family: 'Iowan Old Style', Palatino, Georgia, serif; line-height: 1.2; }
h2 { font-size: 1.25rem; }
ul { padding-inline-start: 1.2rem; display: grid; gap: .4rem; }
.kind, small, figcaption { color: var(--soft); font-size: .875rem; }
.verdict { font-weight: 700; font-size: 1.125rem; }
.pass .state, .verdict.pass { color: var(--good); }
.miss .state, .verdict.miss { color: var(--bad); }
.told .state, .left-out .state, .left-out td, .left-out th { color: var(--soft); }
.state { font-weight: 700; white-space: nowrap; }
.number { white-space: nowrap; }
.wide { overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; background: var(--surface); }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .5rem .75rem; text-align: start; vertical-align: top; border-block-start: 1px solid var(--line); }
thead th { font-size: .875rem; color: var(--soft); border: 0; }
tbody tr:first-child > * { border-block-start: 0; }
thead + tbody tr:first-child > * { border-block-start: 1px solid var(--line); }
tbody th { font-weight: 600; }
figure { padding: .75rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--surface); }
.plot { overflow-x: auto; } svg { display: block; width: 100%; min-width: 40rem; height: auto; }
.bad { color: var(--bad); }
svg text { font: 11px system-ui, sans-serif; fill: var(--soft); }
svg .y { text-anchor: end; } svg .x { text-anchor: middle; } svg .fault { fill: var(--ink); }
svg .grid { stroke: var(--line); } svg .span { fill: var(--veil); }
svg .target { stroke: var(--bad); stroke-dasharray: 5 4; } .key-target { color: var(--bad); }
svg .line { fill: none; stroke-width: 1.75; stroke-linecap: round; }
.key::before { content: ''; display: inline-block; width: .9em; height: .2em; margin: 0 .3em .2em .6em; background: currentColor; }
svg .line-1 { stroke: var(--one); } .key-1 { color: var(--one); }
svg .line-2 { stroke: var(--two); } .key-2 { color: var(--two); }
svg .line-3 { stroke: var(--three); } .key-3 { color: var(--three); }
svg .line-4 { stroke: var(--four); } .key-4 { color: var(--four); }
@media (max-width: 40rem) { th, td { padding: .4rem .5rem; } .scrolls table { min-width: 32rem; } }
@media print { main { max-width: none; } svg { min-width: 0; } figure, tr { break-inside: avoid; } }
`;
