/** The colours of a plot, as a canvas takes them. */
export interface PlotTheme {
  /** Of its lines, in their order. */
  readonly lines: readonly string[];
  readonly ink: string;
  readonly grid: string;
  readonly bad: string;
  readonly good: string;
  readonly font: string;
}

export const LINE_COLOURS = ['--plot-1', '--plot-2', '--plot-3', '--plot-4'] as const;

/** What the page's custom properties are now: a canvas knows neither them nor light-dark(). */
export function readTheme(within: HTMLElement): PlotTheme {
  const probe = document.createElement('span');
  probe.hidden = true;
  within.append(probe);
  const read = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const theme = {
    lines: LINE_COLOURS.map(read),
    ...{ ink: read('--ink-soft'), grid: read('--line'), bad: read('--bad'), good: read('--good') },
    font: `12px ${getComputedStyle(within).fontFamily}`,
  };
  probe.remove();
  return theme;
}

/** The page became light or dark, by its own switch or by the system's. Returns how to hear no more of it. */
export function onThemeChange(call: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const own = new MutationObserver(call);
  system.addEventListener('change', call);
  own.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    system.removeEventListener('change', call);
    own.disconnect();
  };
}
