import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import {createServer as createTcp} from 'node:net';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';

const programs = ['prometheus', 'prometheus-node-exporter'] as const;

/** Where a program is; null: it is not installed. */
const find = (program: string): string | null =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map(folder => join(folder, program))
    .find(existsSync) ?? null;

/** Why there is no Prometheus here; null when there is one. Where labs are required it is, too. */
export const whyNoPrometheus = (): string | null => {
  const absent = programs.filter(program => find(program) === null);
  if (absent.length === 0 || process.env['MEDIANEST_LAB'] === 'required') return null;
  return `${absent.join(' and ')} not installed`;
};

/** What the stand-in for cAdvisor tells of one container. */
export interface ToldContainer {
  readonly taskId: string;
  readonly serviceId: string;
  /** Cores used since it began, in all. */
  readonly cores: number;
  readonly memoryBytes: number;
  readonly limitBytes: number;
}

/** A real Prometheus that reads a real node-exporter and a stand-in for cAdvisor with exactly its names. */
export interface Monitoring {
  readonly url: string;
  /** What the stand-in tells from now on. */
  tell(containers: readonly ToldContainer[]): void;
  stopPrometheus(): Promise<void>;
  close(): Promise<void>;
}

export async function startMonitoring(): Promise<Monitoring> {
  const folder = mkdtempSync(join(tmpdir(), 'medianest-prometheus-'));
  const [web, exporter] = [await freePort(), await freePort()];
  let told: readonly ToldContainer[] = [];
  const advisor = createServer((_, answer) => answer.end(metricsOf(told)));
  const cadvisor = await listening(advisor);
  writeFileSync(join(folder, 'prometheus.yml'), configFor(cadvisor, exporter));
  const nodeExporter = start('prometheus-node-exporter', [
    `--web.listen-address=127.0.0.1:${exporter}`,
    '--collector.disable-defaults',
    ...['cpu', 'meminfo', 'filesystem', 'loadavg', 'uname', 'netdev'].map(each => `--collector.${each}`),
  ]);
  const prometheus = start('prometheus', [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${web}`,
    '--log.level=error',
  ]);
  return {
    url: `http://127.0.0.1:${web}`,
    tell(containers) {
      told = containers;
    },
    stopPrometheus: () => ended(prometheus),
    async close() {
      await Promise.all([ended(prometheus), ended(nodeExporter)]);
      advisor.close();
      rmSync(folder, {recursive: true, force: true});
    },
  };
}

const configFor = (cadvisor: number, exporter: number): string =>
  JSON.stringify({
    global: {scrape_interval: '1s', scrape_timeout: '1s'},
    scrape_configs: [
      {job_name: 'cadvisor', static_configs: [{targets: [`127.0.0.1:${cadvisor}`]}]},
      {job_name: 'node', static_configs: [{targets: [`127.0.0.1:${exporter}`]}]},
    ],
  });

const startedMs = performance.now();

/** The names and labels that cAdvisor has, and no others. */
function metricsOf(containers: readonly ToldContainer[]): string {
  const seconds = (performance.now() - startedMs) / 1_000;
  return containers
    .flatMap(({taskId, serviceId, cores, memoryBytes, limitBytes}) => {
      const swarm = 'container_label_com_docker_swarm';
      const labels = `id="/docker/${taskId}",${swarm}_task_id="${taskId}",${swarm}_task_name="web.1.${taskId}",${swarm}_service_id="${serviceId}"`;
      return [
        `container_cpu_usage_seconds_total{cpu="total",${labels}} ${cores * seconds}`,
        `container_memory_working_set_bytes{${labels}} ${memoryBytes}`,
        `container_spec_memory_limit_bytes{${labels}} ${limitBytes}`,
        `container_network_receive_bytes_total{interface="eth0",${labels}} ${1_000 * seconds}`,
      ];
    })
    .join('\n')
    .concat('\n');
}

const start = (program: string, args: readonly string[]): ChildProcess => {
  const path = find(program);
  if (path === null)
    throw new Error(`${program} is not installed: apt-get install prometheus prometheus-node-exporter`);
  return spawn(path, args, {stdio: 'ignore'});
};

const ended = (child: ChildProcess): Promise<void> =>
  new Promise(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

const listening = (server: Server): Promise<number> =>
  new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve(portOf(server.address())));
  });

const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const probe = createTcp();
    probe.listen(0, '127.0.0.1', () => {
      const port = portOf(probe.address());
      probe.close(() => resolve(port));
    });
  });

const portOf = (address: ReturnType<Server['address']>): number =>
  typeof address === 'object' && address !== null ? address.port : 0;
