import {describe, expect, it} from 'vitest';
import type {Intent} from '../../../../../source/actions/intent.ts';
import type {JournalRecord} from '../../../../../source/actions/journal/record.ts';
import {anActionSwarm} from '../../../../builders/action-swarm.ts';
import {aCluster} from '../../../../builders/cluster.ts';
import {nodeId} from '../../../../builders/ids.ts';
import {anUpdate} from '../../../../builders/objects.ts';

const cluster = aCluster().withManagers(1).withWorkers(1).withService('web', 2);
const dead = {host: 'here', pid: 1};
const alive = {host: 'here', pid: 2};

/** A journal in which an action was begun by a process, and never ended. */
const left = async (intent: Intent, part: Partial<JournalRecord> = {}) => {
  const swarm = anActionSwarm(cluster, {}, 1, {hasEnded: ({pid}) => pid === dead.pid});
  const plan = await swarm.plan(intent);
  const begun = swarm.runner.run(plan);
  await swarm.clock.advance(0);
  const [record] = swarm.records;
  if (record === undefined) throw new Error('no record');
  begun.cancel();
  const leave = () => swarm.runner.journal.append({...record, process: dead, ...part});
  leave();
  const close = async () => {
    const closing = swarm.runner.closeLeftovers();
    await swarm.clock.advance(130_000);
    const closed = await closing;
    return closed.map(({result}) => `${result.kind}: ${result.message}`);
  };
  return {swarm, record, leave, close};
};
const restart: Intent = {kind: 'restart', service: 'web-id'};

describe('an action that was left when its program ended', () => {
  it('is done where the engine has the change and the cluster is as it was to be', async () => {
    const {swarm, close} = await left({kind: 'set-availability', node: 'n2', availability: 'pause'});
    const node = swarm.store.table('nodes').get(nodeId('n2'));
    if (node === undefined) throw new Error('no node');
    const {version} = swarm.held('n2');
    const value = {...node, availability: 'pause', version} as const;
    swarm.store.applyChanges([{kind: 'put', table: 'nodes', values: [value]}], swarm.clock.now());
    expect(await close()).toEqual(['done: the manager has it; seen after its program had ended']);
    expect(swarm.records.at(-1)).toMatchObject({endedAt: expect.any(String), durationMs: null});
  });

  it('is unfinished where the cluster does not come to be so', async () => {
    const {swarm, close} = await left(restart);
    swarm.tell('web-id', {update: anUpdate()});
    expect(await close()).toEqual([
      expect.stringMatching(/^unfinished: 2\/2 running; the engine still watches/),
    ]);
  });

  it('was never done where the engine has what was before', async () => {
    const {swarm, close} = await left(restart);
    swarm.meddle('web-id', ({TaskTemplate, ...spec}) => ({
      ...spec,
      TaskTemplate: {...(TaskTemplate as object), ForceUpdate: undefined} as never,
    }));
    swarm.meddle('web-id', spec => JSON.parse(JSON.stringify(spec)) as typeof spec);
    expect(await close()).toEqual([
      'cancelled: nothing was changed: the program ended before the engine had taken it',
    ]);
  });

  it('cannot be told where someone else has changed the same since', async () => {
    const {swarm, close} = await left(restart);
    swarm.meddle('web-id', spec => ({...spec, TaskTemplate: {ForceUpdate: 9}}));
    expect(await close()).toEqual([expect.stringMatching(/^unfinished: .*changed by someone else since/)]);
  });

  it('is done where what was to be removed is gone', async () => {
    const {close} = await left({kind: 'remove-service', service: 'web-id'});
    expect(await close()).toEqual(['done: it is gone']);
  });

  it.each<[string, Partial<JournalRecord>]>([
    ['of a program that still lives', {process: alive}],
    ['from before its process was kept', {process: undefined as never}],
    ['of somebody else', {who: {user: 'bob', sudoUser: '', sshConnection: ''}}],
    ['of another swarm', {where: {context: 'x', host: 'y', cluster: 'other'}}],
  ])('stays as it is where it is %s', async (_, part) => {
    const {close} = await left(restart, part);
    expect(await close()).toEqual([]);
  });

  it('is told as unfinished where one object does not tell of it', async () => {
    const {close} = await left(restart, {steps: []});
    expect(await close()).toEqual([expect.stringMatching(/^unfinished: .*cannot be told from one object/)]);
  });
});
