import {describe, expect, it} from 'vitest';
import {assess} from '../../../../source/domain/health/assess.ts';
import type {HealthInput} from '../../../../source/domain/health/health-input.ts';
import {healthOf} from '../../../../source/domain/health/health-scope.ts';
import {healthPage} from '../../../../source/panes/health/health-page.ts';
import {lineText, lineWidth} from '../../../../source/ui/line-text.ts';
import {aFinding, aHealthInput, aNodeRow, aServiceRow} from '../../../builders/health.ts';
import {nodeId, serviceId} from '../../../builders/ids.ts';
import {aNode, aService, nowMs} from '../../../builders/objects.ts';

const deadNode = aNodeRow({
  node: aNode({id: nodeId('n2'), hostname: 'worker-1', state: 'down'}),
  health: {level: 'critical', reasons: ['down: heartbeat failure']},
});
const shortOf = (count: number) =>
  Array.from({length: count}, (_, index) =>
    aServiceRow({
      service: aService({id: serviceId(`s${index}`), name: `shop_${index}`}),
      health: {level: 'warning', reasons: ['1 task lost with a node: down: worker-1']},
      replicas: {...aServiceRow().replicas, onDeadNodes: [{hostname: 'worker-1', count: 1}]},
    }),
  );
const lost = (services: number) =>
  aHealthInput({
    nodes: [aNodeRow(), deadNode],
    services: shortOf(services),
    findings: [
      aFinding('node', 'n2', 'down', {sinceMs: nowMs - 180_000}),
      ...Array.from({length: services}, (_, index) =>
        aFinding('service', `s${index}`, 'on-dead-node', {level: 'warning'}),
      ),
    ],
  });

const rowsOf = (input: HealthInput, part: Partial<Parameters<typeof healthPage>[0]> = {}) =>
  healthPage({
    ...{health: assess(input), name: null, toggled: new Set(), width: 78, nowMs, healthOutput: () => []},
    ...part,
  });
const textOf = (rows: ReturnType<typeof healthPage>) => rows.map(({line}) => lineText(line).trimEnd());

describe('the page of health', () => {
  it('shows every tier with its figures where all is well', () => {
    expect(textOf(rowsOf(aHealthInput()))).toEqual([
      '● the swarm is healthy',
      '',
      '  ● 1 Engine and swarm   healthy    API 4 ms, managers 3/3, may lose 1',
      '  ● 2 Nodes              healthy    1 of 1 healthy',
      '  ● 3 Services           healthy    1 of 1 healthy',
      '  · 4 Containers         no service has a health check',
      '  · 5 Endpoints          no service declares a probe',
      '  · 6 Edge and registry  nothing is connected',
    ]);
  });

  it('shows a cause with what it explains beneath it, and counts that in its own tier', () => {
    expect(textOf(rowsOf(lost(2))).slice(0, 8)).toEqual([
      '✖ the swarm is failing since 3m',
      '',
      '  ● 1 Engine and swarm   healthy    API 4 ms, managers 3/3, may lose 1',
      '- ✖ 2 Nodes              failing    1 of 2 healthy',
      '  - ✖ node worker-1 since 3m: down: heartbeat failure',
      '      ▲ service shop_0: 1 task lost with a node: down: worker-1',
      '      ▲ service shop_1: 1 task lost with a node: down: worker-1',
      '  ▲ 3 Services           degraded   0 of 2 healthy, 2 explained by a cause',
    ]);
  });

  it('folds what a cause explains by the hundred, until it is unfolded', () => {
    const key = 'nodes:node:n2';
    const folded = textOf(rowsOf(lost(200)));
    expect(folded).toContain('  + ✖ node worker-1 since 3m: down: heartbeat failure (200 beneath)');
    expect(folded).toHaveLength(9);
    expect(rowsOf(lost(200), {toggled: new Set([key])})).toHaveLength(209);
    expect(rowsOf(lost(2), {toggled: new Set([key])})).toHaveLength(rowsOf(lost(2)).length - 2);
  });

  it('opens the object of a line, and says what its health check printed', () => {
    const container = {
      taskId: 't1',
      name: 'web.1',
      serviceId: 's1',
      nodeId: 'n1',
      sinceMs: null,
      output: null,
    };
    const rows = rowsOf(
      aHealthInput({containers: [{...container, health: 'unhealthy'}], cover: {seen: 1, all: 1}}),
      {healthOutput: id => (id === 't1' ? ['exit 0', 'exit 1: connection refused'] : [])},
    );
    expect(rows.find(({key}) => key === 'containers:task:t1')?.target).toEqual({
      ...{kind: 'task', id: 't1', name: 'web.1'},
    });
    expect(textOf(rows)).toContain('      said: exit 1: connection refused');
  });

  it('breaks a reason that does not fit its line, and never cuts it', () => {
    const row = aServiceRow({
      health: {level: 'critical', reasons: ['exit 1: the configuration cannot be read']},
    });
    const rows = textOf(rowsOf(aHealthInput({services: [row]}), {width: 40}));
    expect(rows.slice(4, 8)).toEqual([
      '- ✖ 3 Services           failing    0 o…',
      '    ✖ service web:',
      '      exit 1: the configuration cannot',
      '      be read',
    ]);
  });

  it.each([40, 78, 198])('is never wider than its %i cells', width => {
    for (const {line} of rowsOf(lost(3), {width})) expect(lineWidth(line)).toBeLessThanOrEqual(width);
  });

  it('shows of one service what is wrong with it and what explains that, and nothing else', () => {
    const input = lost(3);
    const scope = {kind: 'service', id: 's1', name: 'shop_1'} as const;
    const health = healthOf(assess(input), scope, input.services);
    expect(textOf(rowsOf(input, {health, name: 'service shop_1'}))).toEqual([
      '▲ service shop_1 is degraded',
      '',
      '- ✖ 2 Nodes              failing',
      '  - ✖ node worker-1 since 3m: down: heartbeat failure',
      '      ▲ service shop_1: 1 task lost with a node: down: worker-1',
      '  ▲ 3 Services           degraded   1 explained by a cause',
    ]);
  });

  it('says of an object that is well that nothing is wrong', () => {
    const input = aHealthInput();
    const health = healthOf(assess(input), {kind: 'service', id: 's1', name: 'web'}, input.services);
    expect(textOf(rowsOf(input, {health, name: 'service web'}))).toEqual([
      '● service web is healthy',
      '',
      'Nothing is wrong with service web.',
    ]);
  });
});
