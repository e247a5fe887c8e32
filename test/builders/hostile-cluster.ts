import type {ClusterBuilder} from './cluster.ts';
import {aCluster} from './cluster.ts';
import {configId, containerId, networkId, nodeId, secretId, stackName, volumeName} from './ids.ts';
import {
  aConfig,
  aContainer,
  aNetwork,
  aNode,
  anEngineInfo,
  anUpdate,
  aSecret,
  aVolume,
  minuteMs,
  nowMs,
} from './objects.ts';

/** A cluster in which everything that somebody may have named is named by the given texts, in turn. */
export function aHostileCluster(texts: readonly string[]): ClusterBuilder {
  let at = 0;
  const next = () => texts[at++ % texts.length] ?? '';
  const labels = () => ({[next()]: next(), plain: next()});
  return aCluster()
    .with({info: anEngineInfo({name: next(), os: next()})})
    .withManagers(1)
    .withNode(
      aNode({
        id: nodeId('n2'),
        hostname: next(),
        message: next(),
        labels: labels(),
        engineVersion: next(),
        state: 'down',
        address: next(),
      }),
    )
    .withService('first', 2, {
      name: next(),
      image: next(),
      labels: labels(),
      constraints: [next()],
      stack: stackName(next()),
      update: anUpdate({state: 'paused', message: next()}),
    })
    .withService('second', 1, {name: `${next()}2`, image: next(), stack: stackName(next()), labels: labels()})
    .withTaskChanged('first-1', {
      state: 'failed',
      error: next(),
      message: next(),
      image: next(),
      exitCode: 137,
      stateSinceMs: nowMs - minuteMs,
    })
    .withTaskChanged('first-2', {state: 'pending', nodeId: null, error: next(), message: next()})
    .with({
      networks: [
        aNetwork({id: networkId('hn'), name: next(), driver: next(), labels: labels(), subnets: [next()]}),
      ],
      secrets: [aSecret({id: secretId('hs'), name: next(), labels: labels()})],
      configs: [aConfig({id: configId('hc'), name: next(), labels: labels()})],
      volumes: [aVolume({name: volumeName(next()), driver: next(), mountpoint: next(), labels: labels()})],
      containers: [
        aContainer({id: containerId('ho'), name: next(), image: next(), status: next(), labels: labels()}),
      ],
    });
}
