/** A field of JSON as documentation shows it. */
export interface FieldRow {
  readonly name: string;
  readonly type: string;
  readonly meaning: string;
}

/** What `medianest status --json` has; a test compares it with what is printed. */
export const statusFields: readonly FieldRow[] = [
  {name: 'managers.total', type: 'number', meaning: 'Managers that the swarm has.'},
  {name: 'managers.reachable', type: 'number', meaning: 'Managers that can be reached now.'},
  {name: 'managers.quorum', type: 'number', meaning: 'How many must be reachable.'},
  {
    name: 'managers.tolerance',
    type: 'number',
    meaning: 'How many more may be lost; negative: quorum is lost.',
  },
  {name: 'managers.hasQuorum', type: 'boolean', meaning: 'Whether enough are reachable.'},
  {name: 'managers.leader', type: 'string or null', meaning: 'Hostname of the leader.'},
  {name: 'nodes.total', type: 'number', meaning: 'Nodes.'},
  {name: 'nodes.ready', type: 'number', meaning: 'Nodes in state `ready`.'},
  {name: 'nodes.down', type: 'number', meaning: 'Nodes in state `down`.'},
  {name: 'nodes.unknown', type: 'number', meaning: 'Nodes in state `unknown` or `disconnected`.'},
  {name: 'nodes.notActive', type: 'number', meaning: 'Nodes that are paused or drained.'},
  {name: 'services.total', type: 'number', meaning: 'Services.'},
  {name: 'services.ok', type: 'number', meaning: 'Services that are as they should be.'},
  {name: 'services.progress', type: 'number', meaning: 'Services on their way, in time.'},
  {name: 'services.unknown', type: 'number', meaning: 'Services of which it cannot be told.'},
  {name: 'services.warning', type: 'number', meaning: 'Services with less than they should have.'},
  {name: 'services.critical', type: 'number', meaning: 'Services that do not work.'},
  {name: 'tasks.running', type: 'number', meaning: 'Tasks truly running, over all services.'},
  {name: 'tasks.desired', type: 'number', meaning: 'Tasks wanted.'},
  {name: 'findings', type: 'array', meaning: 'What is wrong now, worst first.'},
  {name: 'findings[].level', type: 'string', meaning: '`warning`, `critical` or `unknown`.'},
  {
    name: 'findings[].isHint',
    type: 'boolean',
    meaning: 'Advice for later, no fault: `check` does not alarm.',
  },
  {name: 'findings[].kind', type: 'string', meaning: '`service`, `node`, `task`, `swarm` or `engine`.'},
  {name: 'findings[].id', type: 'string', meaning: 'Id of the object.'},
  {name: 'findings[].name', type: 'string', meaning: 'Its name.'},
  {name: 'findings[].title', type: 'string', meaning: 'What is wrong.'},
  {name: 'findings[].reason', type: 'string', meaning: 'Why, in words.'},
  {name: 'findings[].since', type: 'string or null', meaning: 'Since when, as well as can be told.'},
  {
    name: 'findings[].blastRadius',
    type: 'string',
    meaning: 'How much of the swarm it touches; empty where nothing can be said.',
  },
  {name: 'findings[].next', type: 'string', meaning: 'What to look at or do next.'},
  {
    name: 'freshness',
    type: 'object',
    meaning: 'By source: `nodes`, `services`, `tasks`, `engine`, `containers`.',
  },
  {
    name: 'freshness.*.state',
    type: 'string',
    meaning:
      '`live`, `stale`, `lost`, `unavailable` (this engine never can tell) or `loading` (no answer in time).',
  },
  {
    name: 'freshness.*.asOf',
    type: 'string or null',
    meaning: 'When the engine confirmed it; only when `live`.',
  },
  {name: 'freshness.*.since', type: 'string or null', meaning: 'Since when it cannot be believed.'},
  {name: 'freshness.*.reason', type: 'string or null', meaning: 'Why it cannot be believed.'},
  {name: 'engine.context', type: 'string', meaning: 'Docker context in use.'},
  {name: 'engine.host', type: 'string', meaning: 'Address of the engine, as in DOCKER_HOST.'},
  {name: 'engine.why', type: 'string', meaning: 'Why this engine: `--host`, `DOCKER_HOST`, a context, …'},
  {name: 'engine.name', type: 'string or null', meaning: 'Hostname of the engine.'},
  {name: 'engine.engineVersion', type: 'string or null', meaning: 'Its version.'},
  {
    name: 'engine.membership',
    type: 'string or null',
    meaning:
      'Its part in the swarm: `manager`, `worker`, `inactive`, `pending`, `locked`, `no-quorum`, `certificate-expired` or `error`.',
  },
];

/** What `medianest describe --json` has beside the fields of the list. */
export const describeFields: readonly FieldRow[] = [
  {name: 'kind', type: 'string', meaning: 'Kind of the object.'},
  {name: 'findings', type: 'array', meaning: 'What is wrong with it: `level`, `title`, `reason`, `next`.'},
  {
    name: 'tasks',
    type: 'array',
    meaning: 'Of a node or service: its tasks, as `medianest tasks --json` has them.',
  },
  {
    name: 'services',
    type: 'array',
    meaning: 'Of a stack: its services, as `medianest services --json` has them.',
  },
  {name: 'freshness', type: 'string', meaning: '`live` or `stale`.'},
  {
    name: 'engine',
    type: 'object or null',
    meaning: 'The engine’s own JSON; null for a stack, which no engine knows.',
  },
];

/** What `medianest doctor --json` has. */
export const doctorFields: readonly FieldRow[] = [
  {name: 'area', type: 'string', meaning: '`terminal`, `connection`, `permissions` or `settings`.'},
  {name: 'level', type: 'string', meaning: '`ok`, `warning` or `problem`.'},
  {name: 'what', type: 'string', meaning: 'What was found.'},
  {name: 'advice', type: 'string', meaning: 'What to do; empty when nothing is to be done.'},
];

/** What there is to say of `medianest check`. */
export const checkWords = [
  'One line with performance data after the bar, the reasons below, all on standard output. The worst counts: critical',
  'before unknown before warning, because what is not known may be worse than a warning. Lost quorum is critical. Performance',
  'data leaves out what is not known. `tasks_running` has the number wanted as its maximum.',
  '',
  '```',
  'SWARM CRITICAL - managers 3/3, nodes 4/5, services 11/12; service web: nothing is running (+1 more) | managers_reachable=3;;2:;0;3 …',
  '```',
].join('\n');
