// Who may import whom. The folders are the design; this file only writes it down for a tool.
const tests = '\\.test\\.ts$';
/** How a page is built is the builder's. */
const viteConfig = '/vite\\.config\\.ts$';
const ours = '^(protocol|ui|studio|viewer-web|ingest-server|bench|e2e|build)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'protocol-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^protocol/' },
      to: { path: ours, pathNot: '^protocol/' },
    },
    {
      name: 'protocol-runs-anywhere',
      comment: 'A page has no node: modules.',
      severity: 'error',
      from: { path: '^protocol/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'ui-imports-only-protocol',
      severity: 'error',
      from: { path: '^ui/' },
      to: { path: ours, pathNot: '^(ui|protocol)/' },
    },
    {
      name: 'studio-imports-only-protocol-and-ui',
      severity: 'error',
      from: { path: '^studio/' },
      to: { path: ours, pathNot: '^(studio|protocol|ui)/' },
    },
    {
      name: 'viewer-imports-only-protocol-and-ui',
      severity: 'error',
      from: { path: '^viewer-web/', pathNot: viteConfig },
      to: { path: ours, pathNot: '^(viewer-web|protocol|ui)/' },
    },
    {
      name: 'dashboard-imports-only-protocol-and-ui',
      severity: 'error',
      from: { path: '^ingest-server/dashboard/', pathNot: viteConfig },
      to: { path: ours, pathNot: '^(ingest-server/dashboard|protocol|ui)/' },
    },
    {
      name: 'server-imports-only-protocol',
      severity: 'error',
      from: { path: '^ingest-server/', pathNot: '^ingest-server/dashboard/' },
      to: { path: [ours], pathNot: ['^protocol/', '^ingest-server/(?!dashboard/)'] },
    },
    {
      name: 'a-room-is-entered-by-its-door',
      comment: 'Another room of the server is known by its index.ts alone, to main.ts as well.',
      severity: 'error',
      from: { path: '^ingest-server/([^/]+)', pathNot: '^ingest-server/dashboard/' },
      to: {
        path: '^ingest-server/[^/]+/',
        pathNot: ['^ingest-server/$1/', '^ingest-server/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'nobody-imports-an-entry',
      comment: 'main.ts builds the parts; a part that imports it would be built by itself.',
      severity: 'error',
      from: {},
      to: { path: '^(ingest-server|studio/host|studio/main|build/[^/]+)/main\\.ts$' },
    },
    {
      name: 'pure-imports-only-pure-and-protocol',
      severity: 'error',
      from: { path: '/pure/', pathNot: tests },
      to: { path: ours, pathNot: ['/pure/', '^protocol/'] },
    },
    {
      name: 'pure-does-no-io',
      severity: 'error',
      from: { path: '/pure/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-uses-no-library',
      comment: 'Types cost nothing, and valibot only reads values; anything else is brought in by the shell.',
      severity: 'error',
      from: { path: '/pure/', pathNot: tests },
      to: { path: '(^|/)node_modules/(?!valibot/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-the-shell-of-electron-knows-electron',
      severity: 'error',
      from: { pathNot: '^studio/(main|preload)/' },
      to: { path: '(^electron$|(^|/)node_modules/electron/)' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '(^|/)(dist|test-results)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    detectJSDocImports: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'svelte', 'browser', 'types', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.svelte', '.json', '.d.ts'],
    },
  },
};
