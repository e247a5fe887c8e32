import {beforeAll, expect, test} from 'vitest';
import {aSwarmOnSockets} from '../../builders/socket-swarm.ts';
import {type EngineName, engineVersion} from '../../lab/engines.ts';
import {onLab} from '../../lab/on-lab.ts';
import {type Difference, differencesOf, isIn} from './differences.ts';
import {playAll, type Told, titles} from './play-all.ts';
import type {SequenceCluster} from './sequence-cluster.ts';

/** Plays everything on a lab of this engine and on a simulator that says the same version, and compares. */
export const compareWith = (engine: EngineName): void => {
  const differences = differencesOf(engine);
  const isMeant = (title: string, line: string, only: Difference['only']): boolean =>
    differences.some(one => one.only === only && isIn(one, title) && one.line.test(line));

  /** What one side told, without what it alone is meant to tell. */
  const common = (told: Told, title: string, only: Difference['only'], other: Told): readonly string[] => {
    const others = other.get(title) ?? [];
    return (told.get(title) ?? []).filter(line => others.includes(line) || !isMeant(title, line, only));
  };

  onLab('an engine and the simulator tell the same', {managers: 1, workers: 2, engine}, lab => {
    let real: Told = new Map();
    let simulated: Told = new Map();

    beforeAll(async () => {
      const nodes = lab().nodes;
      const sockets = await aSwarmOnSockets({
        managers: 1,
        workers: 2,
        serve: nodes,
        speed: 4,
        engineVersion: await engineVersion(engine),
        engineLabels: {'lab.node': 'simulated'},
        cgroupVersion: '1',
      });
      const simulator: SequenceCluster = {
        nodes,
        socket: node => sockets.path(node),
        image: name => `lab.example/${name}`,
        kill: async (...names) => names.forEach(sockets.swarm.killNode),
        start: async (...names) => names.forEach(sockets.swarm.startNode),
      };
      try {
        [real, simulated] = await Promise.all([playAll(lab()), playAll(simulator)]);
      } finally {
        await sockets.close();
      }
    });

    test.each(titles)('%s', title => {
      expect(real.get(title)).not.toHaveLength(0);
      expect(common(simulated, title, 'simulator', real)).toEqual(common(real, title, 'lab', simulated));
    });

    test('every difference that is listed is one', () => {
      const stale = differences.filter(one => {
        const [told, other] = one.only === 'lab' ? [real, simulated] : [simulated, real];
        return ![...told].some(
          ([title, lines]) =>
            isIn(one, title) && lines.some(line => one.line.test(line) && !other.get(title)?.includes(line)),
        );
      });
      expect(stale.map(({part, line}) => `${part}: ${line}`)).toEqual([]);
    });
  });
};
