import {execa} from 'execa';
import {runCommand} from '../driver/command.ts';
import {enginePath} from '../lab/engines.ts';
import {type BenchSwarm, quietServices} from './bench-swarm.ts';
import type {Figure, Measured} from './figure.ts';

const runs = 15;

/** What our command is held against: the docker CLI's calls that tell the same, one after another. */
interface Contest {
  readonly name: string;
  readonly ours: readonly string[];
  readonly docker: readonly (readonly string[])[];
}

const contests: readonly Contest[] = [
  {name: 'nodes', ours: ['nodes'], docker: [['node', 'ls']]},
  {name: 'services --json', ours: ['services', '--json'], docker: [['service', 'ls']]},
  {
    name: 'status --json',
    ours: ['status', '--json'],
    docker: [['info'], ['node', 'ls'], ['service', 'ls'], ['service', 'ps', ...quietServices]],
  },
];

/** Commands without a screen, from spawn to exit, with their output read. */
export async function measureCommands({host}: BenchSwarm): Promise<Measured> {
  // Fills the compile cache that the driver keeps.
  for (const {ours} of contests) await runCommand(ours, {host});
  const figures: Figure[] = [];
  const bare: number[] = [];
  for (const {name, ours, docker} of contests) {
    const own: number[] = [];
    const theirs: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      bare.push(await timed(process.execPath, ['-e', '0'], {}));
      own.push(await ownTime(ours, host));
      theirs.push(await dockerTime(docker, host));
    }
    const reference = {
      name: docker.map(words => `docker ${words.slice(0, 2).join(' ')}`).join(' + '),
      samples: theirs,
    };
    figures.push({name: `medianest ${name}`, unit: 'ms', samples: own, budget: 120, reference});
  }
  return {
    title: 'Commands',
    how: `From spawn to exit, ${runs} runs each, ours and docker’s in turn, on the same manager.`,
    figures: [{name: 'node -e 0', unit: 'ms', samples: bare}, ...figures],
  };
}

async function ownTime(args: readonly string[], host: string): Promise<number> {
  const {exitCode, ms, stderr} = await runCommand(args, {host});
  if (exitCode !== 0) throw new Error(`medianest ${args.join(' ')}: exit ${exitCode}\n${stderr}`);
  return ms;
}

async function dockerTime(calls: Contest['docker'], host: string): Promise<number> {
  let sum = 0;
  for (const call of calls)
    sum += await timed('docker', call, {PATH: enginePath('system'), DOCKER_HOST: host});
  return sum;
}

async function timed(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const startedMs = performance.now();
  await execa(file, args, {env, stdin: 'ignore'});
  return performance.now() - startedMs;
}
