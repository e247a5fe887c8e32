import type {HealthWatch} from '../../source/cluster/health/watch-health.ts';
import type {HealthInput} from '../../source/domain/health/health-input.ts';
import type {Finding, NodeSummary, ServiceSummary} from '../../source/domain/summaries.ts';
import {aNode, aService, nowMs} from './objects.ts';

/** A ready node without tasks. */
export const aNodeRow = (part: Partial<NodeSummary> = {}): NodeSummary => ({
  node: aNode(),
  runningTasks: 0,
  claimedTasks: 0,
  desiredTasks: 0,
  health: {level: 'ok', reasons: []},
  duplicateHostname: false,
  ...part,
});

/** A service of one replica, which runs. */
export const aServiceRow = (part: Partial<ServiceSummary> = {}): ServiceSummary => ({
  service: aService(),
  replicas: {
    desired: 1,
    running: 1,
    starting: 0,
    pending: 0,
    outdated: 0,
    onDeadNodes: [],
    unhealthy: 0,
    completed: 0,
  },
  health: {level: 'ok', reasons: []},
  lastFailure: null,
  recentFailures: 0,
  ...part,
});

export const aFinding = (
  kind: Finding['object']['kind'],
  id: string,
  rule: string,
  part: Partial<Finding> = {},
): Finding => ({
  key: `${kind}:${id}:${rule}`,
  level: 'critical',
  object: {kind, id, name: id},
  title: rule,
  reason: '',
  sinceMs: null,
  next: '',
  steps: [],
  ...part,
});

/** A swarm of one node and one service, in which all is well. */
export const aHealthInput = (part: Partial<HealthInput> = {}): HealthInput => ({
  nowMs,
  findings: [],
  nodes: [aNodeRow()],
  services: [aServiceRow()],
  quorum: {managers: 3, reachable: 3, needed: 2, tolerance: 1, hasQuorum: true, leader: 'node-1'},
  freshness: {kind: 'live', asOfMs: nowMs},
  engineName: 'node-1',
  trouble: null,
  latency: {medianMs: 4, longestMs: 9, calls: 12, atMs: nowMs},
  skews: new Map(),
  containers: [],
  cover: {seen: 0, all: 0},
  probes: [],
  declaredProbes: 0,
  probeFaults: [],
  whyNoProbes: null,
  sources: [],
  ...part,
});

/** Nothing beside the engine tells of health. */
export const noHealthSources: HealthWatch = {
  setProbing: () => undefined,
  whyNoProbes: 'this test has no probes',
  history: null,
  stop: () => undefined,
};
