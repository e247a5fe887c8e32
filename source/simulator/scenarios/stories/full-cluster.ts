import {platformNodes, platformPast} from '../platform.ts';
import {after, type Scenario} from '../scenario.ts';

/** Each wish is granted less than the one before, until tasks wait for room; a drain makes it worse. */
export const fullCluster: Scenario = {
  nodes: platformNodes,
  beats: [
    ...platformPast,
    after(4, stage =>
      stage.deploy({
        name: 'ml_trainer',
        image: 'registry.home/ml/trainer:0.7.1',
        replicas: 10,
        reserve: {cpus: 3, megabytes: 6_144},
        behaviour: 'burn:3',
      }),
    ),
    after(14, stage => stage.update('media_transcoder', {replicas: 8})),
    after(24, stage =>
      stage.deploy({
        name: 'shop_search',
        image: 'opensearchproject/opensearch:3.2.0',
        replicas: 2,
        reserve: {cpus: 2, megabytes: 24_576},
      }),
    ),
    after(36, stage => stage.node('worker-1', {availability: 'drain'})),
  ],
};
