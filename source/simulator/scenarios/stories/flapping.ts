import {platformNodes, platformPast} from '../platform.ts';
import {after, recurring, type Scenario} from '../scenario.ts';

/** Services that start, fail and start again: out of memory, a health check, an exit code, a program that is not there. */
export const flapping: Scenario = {
  nodes: platformNodes,
  beats: [
    ...platformPast,
    after(4, stage =>
      stage.update('media_transcoder', {
        image: 'registry.home/media/transcoder:2.5.0',
        behaviour: 'leak:60',
      }),
    ),
    after(8, stage => stage.update('media_photos', {behaviour: 'exit:7s:2'})),
    after(14, stage =>
      stage.update('monitoring_grafana', {image: 'grafana/grafana:12.3.0', behaviour: 'unhealthy:9s'}),
    ),
    after(20, stage =>
      stage.update('edge_haproxy', {image: 'haproxy:3.3.0', behaviour: 'noprogram:/usr/local/sbin/haproxy2'}),
    ),
    ...recurring({firstSeconds: 28, everySeconds: 17, times: 20}, stage => stage.crash('shop_worker', 139)),
  ],
};
