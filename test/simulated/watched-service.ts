import type {Console} from '../driver/console.ts';
import {createService} from '../driver/services.ts';
import {until} from '../until.ts';
import type {SimulatedCluster} from './simulated-cluster.ts';

/** A service that is changed behind the console's back, with what the console must then say of it. */
export interface WatchedService {
  /** Past all faults of connections, as somebody at another manager would. Resolves when the swarm has done it. */
  scale(replicas: number): Promise<void>;
  /** Asks for it once and leaves it to the swarm. */
  tryScale(replicas: number): Promise<void>;
  /** Whether its row says what is true. */
  isRight(rows: readonly string[]): boolean;
}

interface WireService {
  readonly Version: {readonly Index: number};
  readonly Spec: object;
}

/** Runs on what no fault takes away: faults take worker-2, and whoever leads. */
export async function watchService(cluster: SimulatedCluster, through: string): Promise<WatchedService> {
  let wanted = 2;
  await createService(cluster, {
    name: 'web',
    image: 'app:nohc',
    replicas: wanted,
    constraints: ['node.hostname==worker-1'],
  });
  const engine = cluster.swarm.engine(through);
  const countRunning = async () => {
    const tasks = await engine.listTasks(new Map([['service', ['web']]]));
    const states = tasks.map(text => JSON.parse(text) as {DesiredState: string; Status: {State: string}});
    return states.filter(({DesiredState, Status}) => DesiredState === 'running' && Status.State === 'running')
      .length;
  };
  const settle = () =>
    until(`${wanted} tasks of web run`, async () => (await countRunning()) === wanted, {timeoutMs: 60_000});
  await settle();
  const change = async (replicas: number) => {
    const text = await engine.inspectService('web', {insertDefaults: false});
    const {Spec, Version} = JSON.parse(text) as WireService;
    const spec = {...Spec, Mode: {Replicated: {Replicas: replicas}}};
    await engine.updateService('web', Version.Index, spec, {});
    return true;
  };
  return {
    async scale(replicas) {
      wanted = replicas;
      await until(`web is scaled to ${replicas}`, () => change(replicas), {timeoutMs: 60_000});
      await settle();
    },
    async tryScale(replicas) {
      wanted = replicas;
      await change(replicas).catch(() => undefined);
    },
    isRight: rows => rows.some(row => row.includes(` web `) && row.includes(` ${wanted}/${wanted} `)),
  };
}

/** Between its title and its last lines, a pane keeps its sides. */
export function isWhole(rows: readonly string[]): boolean {
  const top = rows.findIndex(row => /^┏.*┓$/.test(row));
  const bottom = rows.findIndex(row => /^┗.*┛$/.test(row));
  return (
    rows[0]?.includes('medianest') === true &&
    top === 2 &&
    bottom > 10 &&
    rows.slice(top + 1, bottom).every(row => /^[┃┣].*[┃┫▐█]$/.test(row))
  );
}

/** Opens the list of services and waits until all is well. */
export async function openServices(console: Console, service: WatchedService): Promise<void> {
  console.type(':services');
  console.press('enter');
  await console.expectScreen(
    rows => service.isRight(rows) && /⟳ live\s*$/.test(rows[0] ?? ''),
    'the list of services, live',
    30_000,
  );
}
