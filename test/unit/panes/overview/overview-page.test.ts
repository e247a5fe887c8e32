import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Connection} from '../../../../source/domain/connection.ts';
import type {SwarmMembership} from '../../../../source/domain/model/index.ts';
import {bindings} from '../../../../source/keymap/bindings.ts';
import {overviewPage} from '../../../../source/panes/overview/overview-page.ts';
import {clockInWords} from '../../../../source/panes/quantities.ts';
import type {Change} from '../../../../source/store/changes.ts';
import type {ClusterStore} from '../../../../source/store/cluster-store.ts';
import {lineText, lineWidth} from '../../../../source/ui/line-text.ts';
import {aCluster, type ClusterBuilder} from '../../../builders/cluster.ts';
import {aConnection} from '../../../builders/connection.ts';
import {serviceId, taskId} from '../../../builders/ids.ts';
import {
  aFailedTask,
  anEngineInfo,
  anEvent,
  anUpdate,
  aService,
  minuteMs,
  nowMs,
} from '../../../builders/objects.ts';

const sizes = [
  [80, 24],
  [200, 60],
] as const;

const unselected = {selectedKey: null, keys: {bindings, locked: null}};

const storeOf = (cluster: ClusterBuilder, ...changes: readonly Change[]): ClusterStore => {
  const store = cluster.store();
  store.applyChanges([{kind: 'connection', connection: aConnection()}, ...changes], nowMs);
  return store;
};

const pageOf = (store: ClusterStore, width = 80, height = 24) => {
  const {targets, lineAt} = overviewPage({store, width, height, nowMs, ...unselected});
  return {targets, lines: targets.map((_, index) => lineAt(index))};
};
const textOf = (store: ClusterStore, width = 80, height = 24): string =>
  pageOf(store, width, height).lines.map(lineText).join('\n');

const well = aCluster().withManagers(3).withWorkers(2).withService('web', 3);

describe('the overview of a swarm that is well', () => {
  it('says that nothing is wrong and how fresh that is', () => {
    expect(textOf(storeOf(well)).split('\n')[0]).toBe(
      '● Nothing is wrong.  ⟳ live · 1 service, 5 nodes checked',
    );
  });

  it('tells what the swarm may still lose', () => {
    expect(textOf(storeOf(well))).toContain('3 of 3 reachable, leader node-1; 1 more may be lost');
  });

  it('does not call a stale picture fine', () => {
    const stale: Change = {
      kind: 'freshness',
      sources: ['services'],
      freshness: {kind: 'stale', sinceMs: nowMs - 5 * minuteMs, reason: 'the manager does not answer'},
    };
    const text = textOf(storeOf(well, stale));
    expect(text).not.toContain('Nothing is wrong');
    expect(text).toContain(`Nothing was wrong at ${clockInWords(nowMs - 5 * minuteMs)}`);
    expect(text).toContain('the manager does not answer');
  });

  it('does not call anything fine before it was seen', () => {
    const store = aCluster().store();
    store.applyChanges([{kind: 'clear'}, {kind: 'connection', connection: aConnection()}], nowMs);
    expect(textOf(store)).toContain('◐ Looking at the swarm');
    expect(textOf(store)).not.toContain('Nothing is wrong');
  });

  it('tells how long it saw what the engine gives no beginning of', () => {
    const store = storeOf(aCluster().withManagers(3));
    const [manager] = [...store.table('nodes').values()].filter(node => node.manager?.leader === false);
    if (manager?.manager === null || manager === undefined) throw new Error('no manager');
    const lost = {...manager, manager: {...manager.manager, reachability: 'unreachable' as const}};
    store.applyChanges([{kind: 'put', table: 'nodes', values: [lost]}], nowMs - 5 * minuteMs);
    const text = textOf(store, 200, 60);
    expect(text).toContain('since 5m or longer');
    expect(text.split('since 5m or longer')).toHaveLength(1 + store.findings.length);
  });

  it('takes a hint for no reason to worry', () => {
    const store = storeOf(aCluster().withManagers(2).withService('web', 1));
    const text = textOf(store);
    expect(text).toContain('● Nothing is wrong.');
    expect(text).toContain('Good to know\n· swarm: 2 managers');
  });

  it('fills a large screen with the nodes and the latest events that tell something', () => {
    const events: Change = {
      kind: 'events',
      events: [
        anEvent({type: 'node', attributes: {name: 'node-2'}}),
        anEvent({attributes: {name: 'web', 'replicas.new': '3', 'replicas.old': '2'}}),
      ],
    };
    const {lines, targets} = pageOf(storeOf(well, events), 200, 60);
    const texts = lines.map(lineText);
    expect(texts.slice(texts.indexOf('Latest events') + 1)).toEqual([
      `  ${clockInWords(nowMs)}  service  web  update  replicas 2 → 3`,
    ]);
    expect(targets.flatMap(target => (target?.kind === 'node' ? [target.name] : []))).toEqual([
      'node-1',
      'node-2',
      'node-3',
      'node-4',
      'node-5',
    ]);
  });
});

describe('the overview of a swarm in trouble', () => {
  const ill = well
    .withService('api', 2, {
      update: anUpdate({state: 'rollback_completed', completedAtMs: nowMs - 3 * minuteMs}),
    })
    .withNodeChanged('node-4', {
      state: 'down',
      message: 'heartbeat failure',
      updatedAtMs: nowMs - 7 * minuteMs,
    });

  it('tells the worst first, since when and why, each leading to its object', () => {
    const {lines, targets} = pageOf(storeOf(ill), 200, 60);
    const texts = lines.map(lineText);
    expect(texts[0]).toMatch(/^✖ 2 critical/);
    expect(texts[3]).toBe('✖ node node-4: down since 7m · heartbeat failure');
    expect(targets[3]).toEqual({kind: 'node', id: 'n4', name: 'node-4'});
    expect(texts[4]).toBe('  blast radius: no task ran there');
    expect(texts[6]).toMatch(/^✖ service api: update rolled back since 3m · /);
    expect(targets[6]).toEqual({kind: 'service', id: 'api-id', name: 'api'});
  });

  it('says what to do next where there is room for it', () => {
    expect(textOf(storeOf(ill), 80, 40)).toContain(
      '  → d describe, F fail over · Check the machine and its engine',
    );
  });

  it('tells the selected one whole where there is no room for all', () => {
    const services = Array.from({length: 30}, (_, index) =>
      aService({id: serviceId(`bad-${index}`), name: `bad-${index}`}),
    );
    const tasks = services.map(service =>
      aFailedTask(minuteMs, {id: taskId(`failed-${service.id}`), serviceId: service.id}),
    );
    const store = storeOf(well.with({services, tasks}));
    const {targets, lineAt} = overviewPage({
      ...{store, width: 80, height: 24, nowMs, ...unselected},
      selectedKey: 'service:bad-3:0',
    });
    const at = targets.findIndex(target => target?.name === 'bad-3');
    const texts = [0, 1, 2, 3].map(row => lineText(lineAt(at + row)));
    expect(texts[0]).toMatch(/^✖ service bad-3: task 1 failed/);
    expect(texts[1]).toMatch(/^ {2}exit 1/);
    expect(texts[2]).toBe('  blast radius: 1 of 1 replica of bad-3 does not run');
    expect(texts[3]).toMatch(/^ {2}→ l logs, w why, r restart · Read its logs/);
    expect(targets.slice(at + 1, at + 4)).toEqual([null, null, null]);
  });

  it('leaves no finding out on a small screen, and shows the summary below', () => {
    const services = Array.from({length: 30}, (_, index) =>
      aService({id: serviceId(`bad-${index}`), name: `bad-${index}`}),
    );
    const tasks = services.map(service =>
      aFailedTask(minuteMs, {id: taskId(`failed-${service.id}`), serviceId: service.id}),
    );
    const {lines, targets} = pageOf(storeOf(well.with({services, tasks})));
    expect(targets.filter(target => target !== null)).toHaveLength(30);
    expect(lines.map(lineText)).toContain('Summary');
  });

  describe('with more findings than fill two screens', () => {
    const services = Array.from({length: 300}, (_, index) =>
      aService({id: serviceId(`bad-${index}`), name: `bad-${index}`}),
    );
    const tasks = services.map(service =>
      aFailedTask(minuteMs, {id: taskId(`failed-${service.id}`), serviceId: service.id}),
    );
    const store = storeOf(well.with({services, tasks}));

    it('tells the whole before them', () => {
      const texts = pageOf(store).lines.map(lineText);
      expect(texts[0]).toMatch(/^✖ 300 critical/);
      expect(texts.indexOf('Summary')).toBeLessThan(texts.indexOf('Findings, worst first'));
      expect(texts.filter(text => text.startsWith('✖ service bad-'))).toHaveLength(300);
    });

    it('makes the lines that are asked for, and no others', () => {
      let reads = 0;
      const findings = store.findings.map(finding => ({
        ...finding,
        get reason() {
          reads += 1;
          return finding.reason;
        },
      }));
      const counting: ClusterStore = Object.create(store, {findings: {value: findings}});
      const {targets, lineAt} = overviewPage({store: counting, width: 80, height: 24, nowMs, ...unselected});
      // The selected one is told whole, also before it is asked for.
      expect(reads).toBeLessThanOrEqual(1);
      const first = targets.findIndex(target => target !== null);
      for (let row = 0; row < 10; row += 1) lineAt(first + row);
      expect(reads).toBeGreaterThanOrEqual(6);
      expect(reads).toBeLessThanOrEqual(20);
    });
  });
});

const memberships: readonly (readonly [SwarmMembership, string, string])[] = [
  [{kind: 'worker'}, 'This engine is a worker', ':ctx or --host'],
  [{kind: 'inactive'}, 'This engine is not part of a swarm', 'docker swarm init'],
  [{kind: 'pending', reason: 'node not found'}, 'waits to be let into a swarm', 'docker swarm leave'],
  [{kind: 'locked', reason: 'Swarm is encrypted'}, 'is locked', 'docker swarm unlock'],
  [{kind: 'no-quorum', reason: 'no leader'}, 'has lost its quorum', 'more than half'],
  [{kind: 'certificate-expired', reason: 'expired'}, 'certificate of this engine has expired', 'clock'],
  [{kind: 'error', reason: 'broken'}, 'swarm part of this engine does not work', 'log of that engine'],
];

const unavailable: Change = {
  kind: 'freshness',
  sources: ['nodes', 'services', 'tasks', 'secrets', 'configs'],
  freshness: {kind: 'unavailable', reason: 'only a manager can tell'},
};

describe('the overview of an engine that is no working manager', () => {
  it.each(memberships)('tells of %j what it is, what is shown and what to do', (membership, title, next) => {
    const info = anEngineInfo({membership});
    const store = storeOf(
      aCluster().with({info}),
      {kind: 'connection', connection: aConnection({membership})},
      unavailable,
    );
    const text = textOf(store).replace(/\s+/g, ' ');
    expect(text).toContain(title);
    expect(text).toContain('Shown:');
    expect(text.split('Next:')[1]).toContain(next);
    expect(text).not.toContain('Nothing is wrong');
    if ('reason' in membership) expect(text).toContain(membership.reason);
  });

  it('does not say twice what this engine is', () => {
    const membership = {kind: 'worker'} as const;
    const trouble = {kind: 'worker', message: 'This engine is a worker: it cannot tell.', hint: 'Go on.'};
    const store = storeOf(aCluster().with({info: anEngineInfo({membership})}), unavailable, {
      kind: 'connection',
      connection: aConnection({membership, trouble}),
    });
    expect(textOf(store).match(/This engine is a worker/g)).toHaveLength(1);
  });

  it('does not invent figures that this engine cannot tell', () => {
    const membership = {kind: 'worker'} as const;
    const store = storeOf(
      aCluster().with({info: anEngineInfo({membership})}),
      {kind: 'connection', connection: aConnection({membership})},
      unavailable,
    );
    expect(textOf(store)).not.toMatch(/Managers|Nodes {2}|Tasks {2}/);
    expect(textOf(store)).toContain('not told here: nodes, services, tasks');
  });

  it.each([
    ['unreachable', 'The engine cannot be reached'],
    ['unauthorised', 'The engine refuses this user'],
    ['timed-out', 'The engine does not answer in time'],
    ['waiting', 'The managers do not answer yet'],
    ['never-heard-of', 'it went wrong'],
  ])('tells of the trouble %s, what the engine said and when it is tried again', (kind, title) => {
    const connection: Connection = aConnection({
      phase: 'waiting',
      attempt: 3,
      nextAttemptMs: nowMs + 5_000,
      trouble: {kind, message: 'it went wrong', hint: 'do this'},
    });
    const text = textOf(storeOf(well, {kind: 'connection', connection}));
    expect(text).toContain(title);
    expect(text).toContain('it went wrong');
    expect(text).toContain('do this');
    expect(text).toContain(`attempt 3 failed; the next one is at ${clockInWords(nowMs + 5_000)}`);
  });

  it('tells a lost quorum once', () => {
    const membership = {kind: 'no-quorum', reason: 'no leader'} as const;
    const manager = {leader: false, reachability: 'unreachable', address: ''} as const;
    const store = storeOf(
      well
        .withNodeChanged('node-2', {manager})
        .withNodeChanged('node-3', {manager})
        .with({info: anEngineInfo({membership})}),
      {kind: 'connection', connection: aConnection({membership})},
    );
    const text = textOf(store, 200, 60);
    expect(text.match(/lost its quorum|quorum lost|manager without quorum/g)).toHaveLength(1);
    expect(text).toContain('✖ no quorum: 1 of 3 reachable, 2 are needed');
  });

  it('says that it moved to another manager, and why', () => {
    const moved = {from: 'tcp://node-2:2376', reason: 'it did not answer', atMs: nowMs - 2 * minuteMs};
    expect(textOf(storeOf(well, {kind: 'connection', connection: aConnection({moved})}))).toContain(
      'moved here from tcp://node-2:2376 2m ago: it did not answer',
    );
  });
});

describe('the width of the overview', () => {
  it.each(sizes)('is kept at %d×%d, whatever the names and reasons', (width, height) => {
    const texts = fc.string({unit: 'binary', maxLength: 150});
    fc.assert(
      fc.property(texts, fc.constantFrom(...memberships), (text, [membership]) => {
        const odd = {...membership, ...('reason' in membership ? {reason: text} : {})};
        const trouble = {kind: text, message: text, hint: text};
        const store = storeOf(
          aCluster()
            .withManagers(2)
            .withNodeChanged('node-1', {hostname: text, state: 'down', message: text})
            .withService('web', 1, {name: text})
            .with({tasks: [aFailedTask(minuteMs, {serviceId: serviceId('web-id'), error: text})]}),
          {kind: 'engine', info: anEngineInfo({name: text, membership: odd})},
          {kind: 'events', events: [anEvent({attributes: {name: text, 'image.new': text}})]},
          {kind: 'connection', connection: aConnection({membership: odd, trouble, host: text})},
        );
        const {lines, targets} = pageOf(store, width, height);
        expect(targets).toHaveLength(lines.length);
        for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(width);
      }),
      {numRuns: 25},
    );
  });
});
