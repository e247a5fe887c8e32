import {platformNodes, platformPast} from '../platform.ts';
import {after, daysAgo, type Scenario} from '../scenario.ts';

/**
 * A minute in which much goes wrong: a rollout that fails its health check and is rolled back; the node with the fast
 * disk loses its power and takes the database along; it comes back. What stays wrong has to be found by the person.
 */
export const homelab: Scenario = {
  nodes: platformNodes,
  beats: [
    ...platformPast,
    daysAgo(0.02, stage =>
      stage.deploy({
        name: 'backup_nightly',
        image: 'registry.home/ops/backup:3.1.0',
        replicas: {completions: 1},
        behaviour: 'exit:20s:0',
      }),
    ),
    after(6, stage =>
      stage.update('shop_api', {image: 'registry.home/shop/api:1.9.0', behaviour: 'slow:1h,unhealthy:1h'}),
    ),
    after(16, stage => stage.update('shop_web', {replicas: 6})),
    after(20, stage => stage.cutPower('worker-3')),
    after(34, stage =>
      stage.update('media_transcoder', {image: 'registry.home/media/transcoder:2.5.0', behaviour: 'leak:45'}),
    ),
    after(44, stage => stage.restorePower('worker-3')),
    after(52, stage =>
      stage.deploy({
        name: 'shop_search',
        image: 'opensearchproject/opensearch:3.2.0',
        replicas: 2,
        reserve: {cpus: 2, megabytes: 24_576},
      }),
    ),
  ],
};
