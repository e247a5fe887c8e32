import type {JourneyCluster} from '../driver/journey.ts';
import {createService, untilRunning, updateService, updateStateOf} from '../driver/services.ts';
import {until} from '../until.ts';

const update = (onFailure: 'pause' | 'rollback') => ({monitorSeconds: 3, onFailure});

/** Services in every state that a swarm knows, each named after its own. */
export async function seedEveryState(cluster: JourneyCluster): Promise<void> {
  const shop = {'com.docker.stack.namespace': 'shop'};
  await Promise.all([
    createService(cluster, {name: 'shop_web', image: 'app:1', replicas: 3, labels: shop}),
    createService(cluster, {name: 'shop_log', image: 'spam:1', labels: shop}),
    createService(cluster, {name: 'everywhere', image: 'app:1', replicas: 'global'}),
    createService(cluster, {name: 'zero', image: 'app:1', replicas: 0}),
    createService(cluster, {name: 'exits', image: 'app:crash'}),
    createService(cluster, {name: 'unhealthy', image: 'app:unhealthy'}),
    createService(cluster, {name: 'nosuchimage', image: 'app:nope'}),
    createService(cluster, {name: 'nosuchprogram', image: 'app:noexec'}),
    createService(cluster, {name: 'outofmemory', image: 'eat:1', memoryLimit: 32}),
    createService(cluster, {name: 'nowhere', image: 'app:1', constraints: ['node.labels.zone==moon']}),
    createService(cluster, {name: 'toobig', image: 'app:1', replicas: 2, cpuReservation: 64}),
    createService(cluster, {
      name: 'globalnowhere',
      image: 'app:1',
      replicas: 'global',
      constraints: ['node.labels.zone==moon'],
    }),
    createService(cluster, {
      name: 'job',
      image: 'app:nohc',
      replicas: {completions: 2},
      env: ['EXIT_AFTER=1', 'EXIT_CODE=0'],
    }),
    rollOut(cluster, 'paused', 'pause', 'paused'),
    rollOut(cluster, 'rolledback', 'rollback', 'rollback_completed'),
  ]);
}

/** A service whose update to a failing image ended as its failure action wants. */
async function rollOut(
  cluster: JourneyCluster,
  name: string,
  onFailure: 'pause' | 'rollback',
  end: string,
): Promise<void> {
  const id = await createService(cluster, {name, image: 'app:1', replicas: 2, update: update(onFailure)});
  await untilRunning(cluster, id, 2);
  await updateService(cluster, id, {image: 'app:bad'});
  await until(`the update of ${name} is ${end}`, async () => (await updateStateOf(cluster, id)) === end, {
    timeoutMs: 90_000,
  });
}
