// Who may import whom: the table of docs/architecture.md, enforced. Every folder under source/ has one row.
const mayImport = {
  app: ['cluster', 'panes', 'keymap', 'ui', 'terminal', 'actions', 'config', 'store', 'domain'],
  // Of the simulator only the names of what there is, for help, completion and checking.
  commands: ['cluster', 'actions', 'store', 'config', 'keymap', 'domain', 'simulator/[a-z]+/[a-z]+-names.ts'],
  agent: ['engine', 'domain'],
  cluster: ['engine', 'feeds', 'store', 'integrations', 'actions', 'config', 'domain'],
  panes: ['ui', 'store', 'keymap', 'domain'],
  ui: ['terminal'],
  terminal: [],
  keymap: ['domain'],
  actions: ['engine/[^/]+', 'store', 'domain'],
  feeds: ['engine/[^/]+', 'integrations/[^/]+', 'store', 'domain'],
  store: ['domain'],
  engine: ['domain'],
  integrations: ['domain'],
  config: ['domain', 'keymap', 'ui'],
  simulator: ['domain'],
  domain: [],
};

const layers = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `layer-${folder}`,
  comment: `source/${folder} may import only: ${allowed.join(', ') || 'nothing of ours'}`,
  severity: 'error',
  from: {path: `^source/${folder}/`},
  to: {
    path: '^(source/|cli\\.tsx)',
    pathNot: `^source/(${[folder, ...allowed].map(a => (a.includes('[') ? `${a}$` : `${a}/`)).join('|')})`,
  },
}));

const onlyHere = (name, pack, home) => ({
  name,
  severity: 'error',
  from: {path: '^(source/|cli\\.tsx)', pathNot: home},
  to: {path: `^node_modules/${pack}/`},
});

export default {
  forbidden: [
    {name: 'no-circular', severity: 'error', from: {}, to: {circular: true}},
    {name: 'no-unresolvable', severity: 'error', from: {}, to: {couldNotResolve: true}},
    {
      name: 'no-dev-dependency-in-source',
      severity: 'error',
      from: {path: '^(source/|cli\\.tsx)'},
      to: {dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only']},
    },
    {
      name: 'domain-is-pure',
      comment: 'No I/O, no packages: domain imports only itself',
      severity: 'error',
      from: {path: '^source/domain/'},
      to: {pathNot: '^source/domain/'},
    },
    onlyHere('dockerode-in-its-adapter', '(dockerode|docker-modem)', '^source/engine/dockerode/'),
    onlyHere('ink-in-ui-and-above', '(ink|react)', '^(source/(ui|terminal|panes|app)/|cli\\.tsx)'),
    onlyHere('conf-in-config', 'conf', '^source/config/'),
    ...layers,
  ],
  options: {
    doNotFollow: {path: 'node_modules'},
    tsPreCompilationDeps: true,
    tsConfig: {fileName: 'tsconfig.json'},
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
