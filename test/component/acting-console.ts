import {afterEach} from 'vitest';
import type {Runner} from '../../source/actions/run/runner.ts';
import type {ConsoleParts} from '../../source/app/create-console.ts';
import {type ActionSwarm, anActionSwarm} from '../builders/action-swarm.ts';
import type {ClusterBuilder} from '../builders/cluster.ts';
import {type ConsoleHarness, renderConsole, shop} from './console-harness.tsx';

/** A console whose actions reach a swarm of the test. */
export interface ActingConsole extends ConsoleHarness {
  readonly swarm: ActionSwarm;
  /** Opens a list and selects a row of it by its name. */
  goTo(list: string, name: string): Promise<void>;
  /** Lets time pass for the runner, and waits for the screen. */
  pass(ms: number): Promise<void>;
}

/** Opens acting consoles for one test file and closes the last one after each test. */
export const actingConsoles = () => {
  let open: ConsoleHarness | null = null;
  afterEach(async () => {
    await open?.close();
    open = null;
  });
  return async (
    options: {
      readonly cluster?: ClusterBuilder;
      readonly columns?: number;
      readonly rows?: number;
      /** What the console is given in place of the swarm's own runner. */
      readonly runner?: (runner: Runner) => Runner;
      readonly backUpRaft?: NonNullable<ConsoleParts['backUpRaft']>;
      /** What becomes of changes; default: nothing is told before the test tells it. */
      readonly swarmOf?: (cluster: ClusterBuilder) => ActionSwarm;
    } = {},
  ): Promise<ActingConsole> => {
    const {cluster = shop(), columns = 120, rows = 40, swarmOf = anActionSwarm} = options;
    const swarm = swarmOf(cluster);
    const console = await renderConsole(swarm.store, {
      columns,
      rows,
      runner: options.runner?.(swarm.runner) ?? swarm.runner,
      ...(options.backUpRaft === undefined ? {} : {backUpRaft: options.backUpRaft}),
    });
    open = console;
    return {
      ...console,
      swarm,
      async goTo(list, name) {
        await console.type(`:${list} /^${name}$`);
        await console.press('enter');
      },
      async pass(ms) {
        await swarm.clock.advance(ms);
        await console.settle();
      },
    };
  };
};
