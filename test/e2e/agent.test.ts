import {join} from 'node:path';
import {execa} from 'execa';
import {beforeAll, expect, test} from 'vitest';
import {decodeAgentLine} from '../../source/domain/metrics/agent-line.ts';
import type {AgentReport} from '../../source/domain/metrics/agent-report.ts';
import {startRecordingProxy} from '../bench/recording-proxy.ts';
import {runCommand, runJson} from '../driver/command.ts';
import type {Console} from '../driver/console.ts';
import {createService, untilRunning} from '../driver/services.ts';
import type {Lab} from '../lab/lab.ts';
import {onLab} from '../lab/on-lab.ts';
import {until} from '../until.ts';
import {openConsole} from './open-console.ts';

const patienceMs = 90_000;
const root = join(import.meta.dirname, '..', '..');
/** A machine under load is slow; what is late by design is late by more than this. */
const lateMs = 10_000;

const medianest = (lab: Lab, ...args: readonly string[]) =>
  runCommand(args, {host: lab.dockerHost('manager-1'), timeoutMs: patienceMs});
const json = (lab: Lab, ...args: readonly string[]) => runJson(args, {host: lab.dockerHost('manager-1')});

interface Figures {
  readonly cpuPercent: number | null;
  readonly metricsSource: string | null;
}
const figuresOf = async (lab: Lab, name: string): Promise<Figures | undefined> =>
  ((await json(lab, 'services')) as (Figures & {readonly name: string})[]).find(row => row.name === name);

const agentStates = async (lab: Lab): Promise<readonly string[]> => {
  const {agents} = (await json(lab, 'agent', 'status')) as {readonly agents: readonly {state: string}[]};
  return agents.map(({state}) => state);
};
const allReport = (lab: Lab, count: number) =>
  until(
    `${count} agents report`,
    async () => (await agentStates(lab)).filter(state => state === 'reports').length === count,
    {timeoutMs: patienceMs, everyMs: 500},
  );

/** Everything that the agents have said so far. */
const said = async (lab: Lab): Promise<readonly AgentReport[]> => {
  const log = await lab.docker('manager-1', 'service', 'logs', '--raw', 'medianest_agent');
  return log.split('\n').flatMap(line => decodeAgentLine(line) ?? []);
};

/** The container of the only task of a service, by its own engine. */
const containerOf = async (lab: Lab, node: string, service: string) => {
  const filters = encodeURIComponent(JSON.stringify({label: [`com.docker.swarm.service.name=${service}`]}));
  const [found] = (await lab.api(node, `/containers/json?filters=${filters}`)) as {readonly Id: string}[];
  if (found === undefined) throw new Error(`${node} runs no container of ${service}`);
  const {State: state} = (await lab.api(node, `/containers/${found.Id}/json`)) as {
    State: {StartedAt: string};
  };
  return {id: found.Id, startedMs: Date.parse(state.StartedAt)};
};

/** The row, and by how much it came after the moment that the engine of the node named. */
const rowAfter = async (console: Console, row: RegExp, momentMs: () => Promise<number>): Promise<number> => {
  await console.expectRow(row, patienceMs);
  const seenMs = Date.now();
  return seenMs - (await momentMs());
};

onLab('the agent on three managers and two workers', {managers: 3, workers: 2}, lab => {
  const image = () => lab().image('medianest:test');
  beforeAll(async () => {
    const script = join(root, 'scripts', 'image.mjs');
    await execa(process.execPath, [script, image(), '--push'], {
      env: {DOCKER_HOST: lab().dockerHost('manager-1')},
    });
    await createService(lab(), {
      name: 'careful',
      image: 'app:1',
      // Else it ends well when it is stopped, which the engine takes for no failure.
      env: ['TERM_CODE=143'],
      constraints: ['node.hostname==worker-2'],
    });
  });

  test('is refused where nodes could not pull it, deployed by keys, and reports from all nodes', async () => {
    const refused = await medianest(
      lab(),
      'agent',
      'deploy',
      '--image',
      lab().image('medianest:none'),
      '--yes',
    );
    expect(refused).toMatchObject({exitCode: 4});
    expect(refused.stdout + refused.stderr).toContain('the registry has no image');

    const console = openConsole({host: lab().dockerHost('manager-1')});
    await console.expectRow(/nodes 5\/5/, 30_000);
    console.type(`:agent deploy ${image()}`);
    console.press('enter');
    await console.expectRow(/5 nodes get an agent/, patienceMs);
    console.press('tab', 'enter');
    await allReport(lab(), 5);
  });

  test('asks the engine by GET alone, and ends at once when it is told to', async () => {
    const kinds: string[] = [];
    const proxy = await startRecordingProxy(lab().socket('worker-2'), kind => kinds.push(kind));
    const agent = execa(process.execPath, [join(root, 'dist', 'medianest.js'), 'agent', '--every', '1s'], {
      env: {DOCKER_HOST: `unix://${proxy.socket}`},
      reject: false,
    });
    const reports: AgentReport[] = [];
    agent.stdout.on('data', (text: Buffer) => {
      for (const line of text.toString().split('\n'))
        reports.push(...[decodeAgentLine(line)].filter(each => each !== null));
    });
    await until(
      'it has told what containers use',
      () => reports.some(({tasks}) => tasks.some(({usage}) => usage.cpuPercent !== null)),
      {
        timeoutMs: patienceMs,
      },
    );
    agent.kill('SIGTERM');
    expect((await agent).exitCode).toBe(0);
    await proxy.close();
    expect([...new Set(kinds.map(kind => kind.split(' ')[0]))]).toEqual(['GET']);
    expect(kinds.some(kind => kind.includes('/stats'))).toBe(true);
  });

  test('tells what a service uses as docker stats does, soon after it began', async () => {
    const constraints = ['node.hostname==worker-1'];
    await createService(lab(), {name: 'burner', image: 'burn:1', constraints, cpuLimit: 0.2});
    await untilRunning(lab(), 'burner', 1);
    const {id, startedMs} = await containerOf(lab(), 'worker-1', 'burner');
    await until(
      'its figure is that of docker stats, within 5 %',
      async () => {
        const [told, stats] = await Promise.all([
          figuresOf(lab(), 'burner'),
          lab().docker('worker-1', 'stats', '--no-stream', '--format', '{{.CPUPerc}}', id),
        ]);
        const real = Number.parseFloat(stats);
        return told?.metricsSource === 'agent' && Math.abs((told.cpuPercent ?? 0) - real) <= real * 0.05;
      },
      {timeoutMs: patienceMs},
    );
    const first = (await said(lab())).find(({tasks}) =>
      tasks.some(({usage}) => (usage.cpuPercent ?? 0) > 10),
    );
    expect((first?.atMs ?? 0) - startedMs).toBeGreaterThan(0);
    expect((first?.atMs ?? 0) - startedMs).toBeLessThan(lateMs);
  });

  test('lets the console say within moments why a task on another node was killed', async () => {
    const console = openConsole({host: lab().dockerHost('manager-1')});
    await console.expectRow(/nodes 5\/5/, 30_000);
    await createService(lab(), {
      name: 'hungry',
      image: 'eat:1',
      env: ['MB=200'],
      memoryLimit: 32,
      constraints: ['node.hostname==worker-2'],
    });
    const deathMs = async () => {
      const facts = (await said(lab())).flatMap(report => report.facts);
      return facts.find(({what}) => what.kind === 'died' && what.oomKilled)?.atMs ?? 0;
    };
    expect(await rowAfter(console, /the kernel killed it for its memory/, deathMs)).toBeLessThan(lateMs);
    const why = await medianest(lab(), 'why', 'hungry');
    expect(why.stdout).toContain('out of memory: the kernel killed it, exit 137');
  });

  test('tells of a health check that turns bad on another node, with what it printed', async () => {
    await untilRunning(lab(), 'careful', 1);
    const {id} = await containerOf(lab(), 'worker-2', 'careful');
    await lab().docker('worker-2', 'exec', id, 'rm', '/tmp/www/health');
    const seen = await until(
      'its agent has told',
      async () => {
        const facts = (await said(lab())).flatMap(report => report.facts);
        return facts.find(
          ({what, containerId}) =>
            containerId === id && what.kind === 'health' && what.health === 'unhealthy',
        );
      },
      {timeoutMs: patienceMs, everyMs: 300},
    );
    expect(seen.what).toMatchObject({exitCode: 1, output: expect.stringContaining('404')});
    const why = await until(
      'why tells it',
      async () => {
        const {stdout} = await medianest(lab(), 'why', 'careful');
        return stdout.includes('its health check said') ? stdout : null;
      },
      {timeoutMs: patienceMs},
    );
    expect(why).toContain('404');
  });

  test('leaves nothing frozen of a worker that is killed', async () => {
    expect((await figuresOf(lab(), 'burner'))?.cpuPercent).not.toBeNull();
    await lab().kill('worker-1');
    await until(
      'its figures are not known',
      async () => (await figuresOf(lab(), 'burner'))?.cpuPercent === null,
      {
        timeoutMs: patienceMs,
      },
    );
    expect(await agentStates(lab())).toContain('silent');
  });

  test('is removed, and the console says what is missing', async () => {
    const removed = await medianest(lab(), 'agent', 'remove', '--confirm', 'medianest_agent');
    expect(removed.exitCode).toBe(0);
    const status = await medianest(lab(), 'agent', 'status');
    expect(status).toMatchObject({exitCode: 1, stderr: expect.stringContaining('no agent is deployed')});
    const console = openConsole({host: lab().dockerHost('manager-1')});
    await console.expectRow(/nodes \d\/5/, 30_000);
    console.type(':agent status');
    console.press('enter');
    await console.expectRow(/no agent is deployed: medianest agent deploy/, patienceMs);
  });
});
