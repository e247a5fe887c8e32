import {Buffer} from 'node:buffer';
import {describe, expect, it} from 'vitest';
import type {Intent} from '../../../../source/actions/intent.ts';
import type {Plan, PlanState, Refusal} from '../../../../source/actions/plan/plan.ts';
import {planAction} from '../../../../source/actions/plan/plan-action.ts';
import {engineObject} from '../../../../source/actions/spec/engine-object.ts';
import {emptyObject} from '../../../../source/actions/spec/raw-object.ts';
import {sealed} from '../../../../source/actions/spec/sealed.ts';
import type {EngineInfo} from '../../../../source/domain/model/index.ts';
import {aCluster, type ClusterBuilder} from '../../../builders/cluster.ts';
import {nodeId} from '../../../builders/ids.ts';
import {anEngineInfo, nowMs} from '../../../builders/objects.ts';

const swarm = aCluster().withManagers(3).withWorkers(2);
const token = sealed(Buffer.from('SWMTKN-1-secret'));

/** Plans on a cluster whose connected engine says this of itself. */
const plan = (
  intent: Intent,
  cluster: ClusterBuilder = swarm,
  info: Partial<EngineInfo> = {},
): Plan | Refusal => {
  const engine = anEngineInfo(info);
  const state: PlanState = {
    store: cluster.with({info: engine}).store(),
    object: 'engine' in intent ? engineObject(engine) : {...emptyObject('cluster-1'), version: 4},
    others: new Map(),
    image: null,
    nowMs,
  };
  return planAction(state, intent);
};
const verified = (of: Plan | Refusal, cluster: ClusterBuilder, info: Partial<EngineInfo>) => {
  if (of.kind === 'refusal') throw new Error(of.reasons.join('; '));
  const store = cluster.with({info: anEngineInfo(info)}).store();
  return of.verify({store, nowMs, sinceMs: nowMs, changedAtMs: nowMs, version: 5});
};
const swarmObject = {version: 5, isAutolocked: false, isRotatingCa: false, issuerKey: 'new'};

describe('the keys of a swarm', () => {
  it('are changed by one field, which is undone as one', () => {
    expect(plan({kind: 'set-autolock', swarm: 'cluster-1', on: true})).toMatchObject({
      risk: 'disruptive',
      steps: [
        {kind: 'update-swarm', changes: [{path: ['EncryptionConfig', 'AutoLockManagers'], after: true}]},
      ],
      undo: {kind: 'update-swarm', changes: [{before: true}]},
    });
    expect(plan({kind: 'set-autolock', swarm: 'cluster-1', on: false})).toMatchObject({
      reasons: ['autolock is off already'],
    });
    expect(plan({kind: 'rotate-unlock-key', swarm: 'cluster-1'})).toMatchObject({
      reasons: ['autolock is off: there is no unlock key'],
    });
  });

  it('are new once the manager tells of a newer swarm', () => {
    const rotation = plan({kind: 'rotate-token', swarm: 'cluster-1', role: 'worker'});
    expect(rotation).toMatchObject({steps: [{rotate: {workerToken: true}}], undo: null});
    expect(verified(rotation, swarm, {swarm: {...swarmObject, version: 4}}).kind).toBe('pending');
    expect(verified(rotation, swarm, {swarm: swarmObject}).kind).toBe('done');
  });

  it('of the authority tell which nodes are still to renew theirs, and warn of those that are away', () => {
    const nodes = ['node-1', 'node-2', 'node-3', 'node-4'].reduce(
      (cluster, name) => cluster.withNodeChanged(name, {issuerKey: 'new'}),
      swarm.withNodeChanged('node-5', {state: 'down'}),
    );
    const rotation = plan({kind: 'rotate-ca', swarm: 'cluster-1'}, nodes);
    expect(rotation).toMatchObject({
      steps: [{changes: [{path: ['CAConfig', 'ForceRotate'], after: 1}]}],
      checks: [{level: 'warning', reason: 'it is not over before node-5 came back or was removed'}],
    });
    expect(verified(rotation, nodes, {swarm: {...swarmObject, isRotatingCa: true}})).toEqual({
      kind: 'pending',
      detail: '4 of 5 nodes have new certificates; waiting for node-5',
    });
    const done = (issuerKey: string) => verified(rotation, nodes, {swarm: {...swarmObject, issuerKey}});
    expect(done('old')).toEqual({kind: 'pending', detail: 'the authority is still the old one'});
    expect(done('new').kind).toBe('done');
  });

  it('of an authority of which the engine tells nothing are left alone', () => {
    const info = {swarm: {...swarmObject, issuerKey: ''}};
    expect(plan({kind: 'rotate-ca', swarm: 'cluster-1'}, swarm, info)).toMatchObject({
      reasons: ['the engine tells nothing of certificates: none could be seen anew'],
    });
  });

  it('are not touched while what is known of the swarm is not fresh', () => {
    const lost = swarm
      .withNodeChanged('node-2', {manager: {leader: false, reachability: 'unreachable', address: ''}})
      .withNodeChanged('node-3', {manager: {leader: false, reachability: 'unreachable', address: ''}});
    expect(plan({kind: 'rotate-ca', swarm: 'cluster-1'}, lost)).toMatchObject({
      kind: 'refusal',
      reasons: [expect.stringContaining('quorum is lost')],
    });
  });
});

describe('the place of an engine in a swarm', () => {
  const nowhere = {membership: {kind: 'inactive'}, clusterId: null, swarm: null, nodeId: null} as const;
  const join: Intent = {
    kind: 'join-swarm',
    engine: 'node-1',
    managers: ['10.0.0.1:2377'],
    token,
    advertiseAddress: '',
  };

  it('is found by init and join where it has none, and refused where it has one', () => {
    const init: Intent = {kind: 'init-swarm', engine: 'node-1', advertiseAddress: '10.0.0.9'};
    expect(plan(init, aCluster(), nowhere)).toMatchObject({
      steps: [{kind: 'init-swarm', advertiseAddress: '10.0.0.9', forceNewCluster: false}],
      commands: ['docker swarm init --advertise-addr 10.0.0.9'],
    });
    expect(plan(init)).toMatchObject({reasons: [expect.stringContaining('is part of a swarm (active)')]});
    expect(plan(join, aCluster(), nowhere)).toMatchObject({kind: 'plan'});
    expect(plan(join)).toMatchObject({kind: 'refusal'});
  });

  it('never shows the token: not in its plan, its commands, or what the journal would keep', () => {
    expect(JSON.stringify(plan(join, aCluster(), nowhere))).not.toContain('SWMTKN');
  });

  it('is taken over from a lost quorum only, with a warning where there is no copy', () => {
    const force = (backup: string | null): Intent => ({
      kind: 'force-new-cluster',
      engine: 'node-1',
      advertiseAddress: '10.0.0.1',
      backup,
    });
    expect(plan(force(null))).toMatchObject({
      reasons: [expect.stringContaining('has not lost its quorum')],
    });
    const lost = {membership: {kind: 'no-quorum', reason: ''}} as const;
    expect(plan(force(null), aCluster(), lost)).toMatchObject({
      risk: 'destructive',
      steps: [{forceNewCluster: true}],
      checks: [{level: 'warning'}],
    });
    expect(plan(force('/backup'), aCluster(), lost)).toMatchObject({checks: [{level: 'ok'}]});
  });

  it('is unlocked only where it is locked', () => {
    const unlock: Intent = {kind: 'unlock-swarm', engine: 'node-1', key: token};
    expect(plan(unlock)).toMatchObject({reasons: ['node-1 is not locked (active)']});
    const locked = {membership: {kind: 'locked', reason: ''}} as const;
    expect(plan(unlock, aCluster(), locked)).toMatchObject({kind: 'plan', risk: 'safe'});
  });
});

describe('leaving a swarm', () => {
  const leave = (force: boolean): Intent => ({kind: 'leave-swarm', engine: 'node-1', force});

  it('is for workers; a manager is to be demoted first, or forced', () => {
    expect(plan(leave(false), swarm, {membership: {kind: 'worker'}})).toMatchObject({
      risk: 'destructive',
      steps: [{force: false}],
    });
    expect(plan(leave(false))).toMatchObject({reasons: [expect.stringContaining('demote it first')]});
    expect(plan(leave(true))).toMatchObject({
      checks: [{level: 'warning', reason: expect.stringContaining('2 of 3 reachable')}],
    });
  });

  it('is refused by force too where the quorum would be lost', () => {
    const lame = swarm.withNodeChanged('node-3', {
      manager: {leader: false, reachability: 'unreachable', address: ''},
    });
    expect(plan(leave(true), lame)).toMatchObject({
      reasons: [expect.stringMatching(/quorum would be lost: .* 1 of 3 would be reachable, 2 are needed/)],
    });
  });

  it('of the last manager ends the swarm, and says so', () => {
    const last = aCluster().withManagers(1).withWorkers(1);
    expect(plan(leave(false), last)).toMatchObject({reasons: [expect.stringContaining('the last manager')]});
    expect(plan(leave(true), last)).toMatchObject({
      effects: expect.arrayContaining([expect.stringContaining('gone for good')]),
    });
  });

  it('is over when the engine says that it is in none', () => {
    const plan1 = plan(leave(false), swarm, {membership: {kind: 'worker'}});
    expect(verified(plan1, swarm, {membership: {kind: 'worker'}}).kind).toBe('pending');
    expect(verified(plan1, aCluster(), {membership: {kind: 'inactive'}, nodeId: nodeId('n1')}).kind).toBe(
      'done',
    );
  });
});
