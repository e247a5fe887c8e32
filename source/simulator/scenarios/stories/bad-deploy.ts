import {platformNodes, platformPast} from '../platform.ts';
import {after, type Scenario} from '../scenario.ts';

const broken = {image: 'registry.home/shop/api:1.9.0', behaviour: 'slow:1h,unhealthy:1h'};

/** A version that never gets healthy is rolled back; tried again with another failure action, its rollout stays paused. */
export const badDeploy: Scenario = {
  nodes: platformNodes,
  beats: [
    ...platformPast,
    after(5, stage => stage.update('shop_api', broken)),
    after(40, stage =>
      stage.update('shop_worker', {
        image: 'registry.home/shop/worker:1.9.0',
        behaviour: 'exit:2s:1',
        update: {parallelism: 1, monitorSeconds: 15, onFailure: 'pause', order: 'stop-first'},
      }),
    ),
  ],
};
