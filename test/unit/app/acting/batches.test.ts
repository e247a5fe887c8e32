import {describe, expect, it} from 'vitest';
import {createBatches} from '../../../../source/app/acting/batches.ts';
import {stripLines, stripRows} from '../../../../source/app/acting/strip-lines.ts';
import {lineText} from '../../../../source/ui/line-text.ts';
import {anActionSwarm} from '../../../builders/action-swarm.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {nodeId} from '../../../builders/ids.ts';

const restart = (service: string) => ({kind: 'restart', service}) as const;

const setUp = async (...services: readonly string[]) => {
  const cluster = services.reduce((built, name) => built.withService(name, 2), aCluster().withManagers(1));
  const swarm = anActionSwarm(cluster);
  let changes = 0;
  const batches = createBatches({
    runner: swarm.runner,
    nowMs: swarm.clock.now,
    after: swarm.clock.after,
    changed() {
      changes += 1;
    },
  });
  const plans = await Promise.all(services.map(name => swarm.plan(restart(`${name}-id`))));
  const strip = () => stripLines(batches.all(), swarm.clock.now(), 100).map(line => lineText(line).trimEnd());
  return {swarm, batches, plans, strip, changes: () => changes};
};

describe('actions that were confirmed together', () => {
  it('run one after another, and the first that fails stops the rest', async () => {
    const {swarm, batches, plans} = await setUp('api', 'web');
    swarm.failWrite('rejected');
    const {ended, batch} = batches.begin(plans);
    await swarm.clock.advance(0);
    expect((await ended).map(({outcome}) => outcome?.kind ?? 'not begun')).toEqual(['failed', 'not begun']);
    expect(swarm.writes).toEqual([]);
    expect(batch.endedMs).not.toBeNull();
  });

  it('can be stopped as long as any of them has not begun; what was sent goes on', async () => {
    const {swarm, batches, plans} = await setUp('api', 'web');
    const {batch, ended} = batches.begin(plans);
    await swarm.clock.advance(0);
    expect(batch.cancel()).toBe(true);
    swarm.failWrite('rejected');
    await swarm.clock.advance(130_000);
    expect((await ended).map(({outcome}) => outcome?.kind ?? 'not begun')).toEqual([
      'unfinished',
      'not begun',
    ]);
    expect(swarm.writes).toEqual(['update api-id']);
  });

  it('say so when there is nothing left to be stopped', async () => {
    const {swarm, batches, plans} = await setUp('api');
    const {batch} = batches.begin(plans);
    await swarm.clock.advance(0);
    expect(batch.cancel()).toBe(false);
  });

  it('stay when they failed, until someone has seen it, and go by themselves when all was well', async () => {
    const {swarm, batches, plans, strip} = await setUp('api');
    swarm.failWrite('rejected');
    const {batch, ended} = batches.begin(plans);
    await ended;
    await swarm.clock.advance(600_000);
    expect(strip()).toEqual([
      expect.stringMatching(/^ ✖ failed after \d+\.\d s: restart api: it is rejected/),
    ]);
    batches.see(batch.id);
    expect(batches.all()).toEqual([]);
    const good = batches.begin([
      await swarm.plan({kind: 'set-availability', node: 'n1', availability: 'pause'}),
    ]);
    await swarm.clock.advance(0);
    const node = swarm.store.table('nodes').get(nodeId('n1'));
    if (node === undefined) throw new Error('no node');
    const paused = {...node, availability: 'pause' as const, version: swarm.held('n1').version};
    swarm.store.applyChanges([{kind: 'put', table: 'nodes', values: [paused]}], swarm.clock.now());
    await swarm.clock.advance(1_000);
    expect((await good.ended)[0]?.outcome?.kind).toBe('done');
    expect(strip()).toEqual([expect.stringMatching(/^ ● done after/)]);
    await swarm.clock.advance(8_000);
    expect(strip()).toEqual([]);
  });
});

describe('the lines above the footer', () => {
  it('are three at most, the newest ones; the others are counted', async () => {
    const {swarm, batches, plans, strip} = await setUp('a', 'b', 'c', 'd', 'e');
    for (const plan of plans) batches.begin([plan]);
    await swarm.clock.advance(0);
    expect(stripRows(batches.all())).toBe(3);
    expect(strip().map(line => /restart (\w)/.exec(line)?.[1])).toEqual(['c', 'd', 'e']);
    expect(strip()[0]).toMatch(/ \+2 more {2}a opens$/);
  });
});
