import {describe, expect, it} from 'vitest';
import {anActionSwarm} from '../../../builders/action-swarm.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {secretId} from '../../../builders/ids.ts';
import {anUpdate, aSecret, nothingReserved} from '../../../builders/objects.ts';

const cluster = aCluster().withManagers(3).withWorkers(2);
const web = cluster.withService('web', 4);
const warnings = (checks: readonly {readonly level: string; readonly reason: string}[]) =>
  checks.filter(({level}) => level === 'warning').map(({reason}) => reason);
const seconds = 1_000_000_000;

describe('scaling', () => {
  it('up is safe, down is disruptive, and to nothing is told as an outage', async () => {
    const {plan} = anActionSwarm(web);
    const to = (replicas: number) => plan({kind: 'scale', service: 'web-id', replicas: {to: replicas}});
    expect(await to(6)).toMatchObject({title: 'scale web from 4 to 6', risk: 'safe', tasks: 2});
    expect(await to(2)).toMatchObject({
      risk: 'disruptive',
      tasks: 2,
      commands: ['docker service scale web=2'],
    });
    expect((await to(0)).effects).toContain('web will be down until it is scaled up again');
  });

  it('tells before how many of the new tasks find room', async () => {
    const greedy = cluster.withService('web', 5, {reservation: {...nothingReserved, nanoCpus: 1.5e9}});
    const plan = await anActionSwarm({
      ...greedy,
      store: greedy.with({
        tasks: greedy.tasks.map(task => ({...task, reservation: {...nothingReserved, nanoCpus: 1.5e9}})),
      }).store,
    }).plan({kind: 'scale', service: 'web-id', replicas: {by: 3}});
    expect(warnings(plan.checks)).toEqual([
      'there is room for 0 of 3 more (each reserves 1.5 CPUs); the rest will stay pending, see: medianest why web',
    ]);
  });

  it.each([
    [{to: 4}, 'web has 4 replicas already'],
    [{by: -5}, 'there is no such number of replicas'],
    [{to: 1e9}, 'more than 100000 replicas are surely a slip'],
  ])('is refused where it cannot be meant: %o', async (replicas, reason) => {
    const refusal = await anActionSwarm(web).refusal({kind: 'scale', service: 'web-id', replicas});
    expect(refusal.reasons).toEqual([reason]);
  });

  it('of a global service is refused', async () => {
    const global = cluster.withService('web', 0, {mode: {kind: 'global'}});
    const refusal = await anActionSwarm(global).refusal({
      kind: 'scale',
      service: 'web-id',
      replicas: {to: 1},
    });
    expect(refusal.reasons[0]).toMatch(/only replicated ones/);
  });
});

describe('an update', () => {
  const update = {kind: 'update-image', service: 'web-id', image: 'app:2', withRegistryAuth: false} as const;

  it('pins the image by its digest, and takes over what it runs on', async () => {
    const plan = await anActionSwarm(web).plan(update);
    expect(plan.steps).toMatchObject([
      {
        changes: [
          {path: ['TaskTemplate', 'ContainerSpec', 'Image'], before: 'app:1', after: 'app:2@sha256:abc'},
          {path: ['TaskTemplate', 'Placement', 'Platforms'], after: [{Architecture: 'amd64', OS: 'linux'}]},
        ],
      },
    ]);
    expect(plan.commands).toEqual(['docker service update --image app:2@sha256:abc web']);
  });

  it('says so where the registry cannot be asked, and leaves the tag', async () => {
    const plan = await anActionSwarm(web).plan({...update, image: 'nowhere/app:2'});
    expect(warnings(plan.checks)).toEqual([expect.stringMatching(/could not be asked.*not pinned/)]);
    expect(plan.steps).toMatchObject([{changes: [{after: 'nowhere/app:2'}]}]);
  });

  it('sends credentials only where that was asked for, and never keeps them', async () => {
    const actions = anActionSwarm(web);
    for (const withRegistryAuth of [false, true]) {
      const run = actions.runner.run(
        await actions.plan({...update, image: `app:${withRegistryAuth}`, withRegistryAuth}),
        {wait: false},
      );
      await actions.clock.advance(0);
      await run.outcome;
    }
    expect(actions.updateOptions).toEqual([{registryAuthFrom: 'spec'}, {registryAuth: 'credentials'}]);
    expect(JSON.stringify(actions.records)).not.toContain('"credentials"');
  });

  it.each([
    [null, 4 * 5 + 5, /1 at a time; the old task stops/],
    [
      {Parallelism: 2, Delay: 10 * seconds, Monitor: 3 * seconds},
      2 * 5 + 10 + 3,
      /2 at a time, 10 s between/,
    ],
    [{Parallelism: 0, Order: 'start-first'}, 5 + 5, /all at once; the new task starts before/],
  ])('foretells the rollout from its policy: %o', async (UpdateConfig, expected, words) => {
    const plan = await anActionSwarm(web, {'web-id': {UpdateConfig}}).plan({
      kind: 'restart',
      service: 'web-id',
    });
    expect(plan.expectedMs).toBe(expected * 1_000);
    expect(plan.effects[0]).toMatch(words);
  });

  it('warns of another rollout that goes on', async () => {
    const busy = cluster.withService('web', 1, {update: anUpdate()});
    const plan = await anActionSwarm(busy).plan({kind: 'restart', service: 'web-id'});
    expect(warnings(plan.checks)).toEqual([expect.stringMatching(/another rollout is going on/)]);
  });
});

describe('a rollback', () => {
  const rollback = {kind: 'rollback', service: 'web-id'} as const;
  const previous = (part: object = {}) => ({
    Name: 'web',
    TaskTemplate: {ContainerSpec: {Image: 'app:0@sha256:00', ...part}, FutureField: {kept: true}},
    Mode: {Replicated: {Replicas: 4}},
  });

  it('says what it goes back to, and can be undone by going forward', async () => {
    const actions = anActionSwarm(web);
    actions.held('web-id').previousSpec = previous();
    const plan = await actions.plan(rollback);
    expect(plan.effects[0]).toBe('the image goes back from app:1 to app:0');
    expect(plan.undo).toMatchObject({
      kind: 'rollback-service',
      changes: [{before: 'app:0@sha256:00', after: 'app:1'}],
    });
    const run = actions.runner.run(plan, {wait: false});
    await actions.clock.advance(0);
    await run.outcome;
    expect(actions.updateOptions).toEqual([{rollback: 'previous', registryAuthFrom: 'previous-spec'}]);
    if (plan.undo === null) throw new Error('no undo');
    const forward = {kind: 'undo', of: 'action-1', title: plan.title, step: plan.undo} as const;
    expect(await actions.plan(forward)).toMatchObject({steps: [{kind: 'rollback-service'}]});
    actions.meddle('web-id', spec => ({...spec, Labels: {a: 'b'}}));
    expect((await actions.refusal(forward)).reasons[0]).toMatch(/was changed since/);
  });

  it('is refused without a previous spec, and where a secret that it needs is gone', async () => {
    const actions = anActionSwarm(web.with({secrets: [aSecret({id: secretId('there'), name: 'there'})]}));
    expect((await actions.refusal(rollback)).reasons[0]).toMatch(/has no previous spec/);
    const Secrets = ['there', 'lost'].map(name => ({SecretID: name, SecretName: name}));
    actions.held('web-id').previousSpec = previous({Secrets});
    expect((await actions.refusal(rollback)).reasons).toEqual([
      'the secret "lost" that the previous spec needs is gone',
    ]);
  });
});

describe('a removal', () => {
  it('is destructive, and keeps no spec: it often holds passwords', async () => {
    const plan = await anActionSwarm(web).plan({kind: 'remove-service', service: 'web-id'});
    expect(plan).toMatchObject({risk: 'destructive', undo: null, tasks: 4});
    expect(JSON.stringify(plan.steps)).not.toContain('TaskTemplate');
  });
});

describe('no plan is made', () => {
  it('on what is not fresh', async () => {
    const actions = anActionSwarm(web);
    const freshness = {kind: 'stale', sinceMs: 0, reason: 'no answer'} as const;
    actions.store.applyChanges([{kind: 'freshness', sources: ['tasks'], freshness}], actions.clock.now());
    const {reasons} = await actions.refusal({kind: 'restart', service: 'web-id'});
    expect(reasons).toEqual(['what is known of the tasks is not fresh (stale: no answer)']);
  });

  it('without a quorum', async () => {
    const status = {leader: false, reachability: 'unreachable', address: ''} as const;
    const lost = web
      .withNodeChanged('node-2', {manager: status})
      .withNodeChanged('node-3', {manager: status});
    const {reasons} = await anActionSwarm(lost).refusal({kind: 'restart', service: 'web-id'});
    expect(reasons[0]).toMatch(/quorum is lost: 1 of 3/);
  });

  it('of what is not there', async () => {
    expect(await anActionSwarm(web).refusal({kind: 'restart', service: 'nope'})).toMatchObject({
      reasons: ['there is no such service'],
    });
  });
});
