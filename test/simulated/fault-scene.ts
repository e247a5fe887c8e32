import {type Console, startConsole} from '../driver/console.ts';
import {connectedTo} from './fault-cases.ts';
import {type SimulatedCluster, startSimulated} from './simulated-cluster.ts';
import {openServices, type WatchedService, watchService} from './watched-service.ts';

/** A swarm of its own with a console on it that shows all is well. */
export interface FaultScene {
  readonly cluster: SimulatedCluster;
  readonly console: Console;
  readonly web: WatchedService;
}

export async function onFaultScene(play: (scene: FaultScene) => Promise<void>): Promise<void> {
  const cluster = await startSimulated({speed: 4});
  const console = startConsole({columns: 150, rows: 24, host: cluster.dockerHost(connectedTo)});
  try {
    const web = await watchService(cluster, 'manager-3');
    await openServices(console, web);
    await play({cluster, console, web});
  } finally {
    await console.close();
    await cluster.close();
  }
}
