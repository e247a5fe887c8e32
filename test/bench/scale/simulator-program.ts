import {once} from 'node:events';
import {realClock} from '../../../source/simulator/clock.ts';
import {churn} from '../../../source/simulator/scale/churn.ts';
import {seedSwarm} from '../../../source/simulator/scale/seed-swarm.ts';
import {serveSwarm} from '../../../source/simulator/serve.ts';
import type {SwarmSize} from './simulated-process.ts';

/** Serves one manager of a swarm until the parent is gone; a number that it sends is the new rate of changes. */
async function play({nodes, services, tasks}: SwarmSize, path: string): Promise<void> {
  const clock = realClock();
  const swarm = seedSwarm({clock, seed: 1, nodes, services, tasks});
  const [node = ''] = swarm.managerIds();
  const served = await serveSwarm({swarm, sockets: [{node, path}]});
  let stop = () => {};
  process.on('message', (wish: unknown) => {
    if (typeof wish === 'number') {
      stop();
      stop = wish === 0 ? () => {} : churn(swarm, {changesPerSecond: wish, seed: 1});
    }
    process.send?.(swarm.index());
  });
  process.send?.(swarm.index());
  await once(process, 'disconnect');
  stop();
  await served.close();
  clock.close();
}

const [size = '', path = ''] = process.argv.slice(2);
await play(JSON.parse(size) as SwarmSize, path);
