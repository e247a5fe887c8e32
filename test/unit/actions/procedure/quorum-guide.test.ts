import {describe, expect, it} from 'vitest';
import {quorumGuide} from '../../../../source/actions/procedure/quorum-guide.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {nodeId} from '../../../builders/ids.ts';
import {anEngineInfo} from '../../../builders/objects.ts';

const lost = {leader: false, reachability: 'unreachable', address: ''} as const;
const guideOf = (cluster: ReturnType<typeof aCluster>) => quorumGuide(cluster.store());

describe('the way out of a lost quorum', () => {
  it('names the managers that are unreachable, and how many of them are needed', () => {
    const five = aCluster().withManagers(5);
    const without = ['node-3', 'node-4', 'node-5'].reduce(
      (cluster, name) => cluster.withNodeChanged(name, {manager: lost}),
      five,
    );
    expect(guideOf(without)).toMatchObject({missing: ['node-3', 'node-4', 'node-5'], needed: 1});
  });

  it('names all others where the list of before calls them reachable: the leader may be the one that is gone', () => {
    expect(guideOf(aCluster().withManagers(3))).toMatchObject({missing: ['node-2', 'node-3'], needed: 1});
  });

  it('knows addresses alone where no list of nodes was ever had', () => {
    const remoteManagers = ['n1', 'n2', 'n3'].map((id, index) => ({
      nodeId: nodeId(id),
      address: `10.0.0.${index + 1}:2377`,
    }));
    const guide = guideOf(aCluster().with({info: anEngineInfo({remoteManagers})}));
    expect(guide).toMatchObject({missing: ['10.0.0.2:2377', '10.0.0.3:2377'], needed: 1});
    expect(guide.steps[1]).toBe('Start the engines of 1 more manager of 10.0.0.2:2377, 10.0.0.3:2377.');
  });

  it('gives the last resort as commands for the machine of the survivor', () => {
    const info = anEngineInfo({dataRoot: '/srv/docker', nodeAddress: '10.0.0.1'});
    const {lastResort} = guideOf(aCluster().withManagers(3).with({info}));
    expect(lastResort).toContain('tar -C /srv/docker -czf raft-backup.tgz swarm');
    expect(lastResort).toContain('docker swarm init --force-new-cluster --advertise-addr 10.0.0.1');
  });
});
