import {afterAll, expect, test} from 'vitest';
import {usageBetween} from '../../source/domain/metrics/formulas.ts';
import type {Usage} from '../../source/domain/metrics/usage.ts';
import {openDockerode} from '../../source/engine/dockerode/open-dockerode.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {socketEndpoint} from '../builders/endpoints.ts';
import {onLab} from '../lab/on-lab.ts';
import {until} from '../until.ts';

/** A row of `docker stats`. */
interface Told {
  readonly CPUPerc: string;
  readonly MemUsage: string;
  readonly NetIO: string;
}

const units: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  KiB: 1_024,
  MiB: 1_048_576,
  GiB: 1_073_741_824,
};
const bytes = (text: string): number => {
  const [, value, unit] = /^([\d.]+)(\w+)$/.exec(text.trim()) ?? [];
  return Number(value) * (units[unit ?? ''] ?? Number.NaN);
};
const isNear = (one: number | null, other: number, share: number): boolean =>
  one !== null && Math.abs(one - other) <= other * share;

onLab('figures of containers', {managers: 1, workers: 0}, lab => {
  let opened: Engine | null = null;
  afterAll(() => opened?.close());

  test('are those of docker stats: processor, memory, limit and network', async () => {
    const node = 'manager-1';
    opened = await openDockerode(socketEndpoint(lab().dockerHost(node).replace('unix://', '')));
    const engine = opened;
    const run = ['run', '--detach', '--cpus', '0.5', '--memory', '64m', lab().image('burn:1')];
    const id = (await lab().docker(node, ...run)).trim();

    const docker = async (): Promise<Told> => {
      const line = await lab().docker(node, 'stats', '--no-stream', '--format', '{{json .}}', id);
      return JSON.parse(line) as Told;
    };
    /** From just before docker's own two readings to just after them. */
    const both = async (): Promise<{
      readonly ours: Usage;
      readonly told: Told;
      readonly received: number;
    }> => {
      const before = await engine.containerStats(id);
      const told = await docker();
      const after = await engine.containerStats(id);
      if (before === null || after === null) throw new Error('it does not run');
      return {ours: usageBetween(before, after), told, received: after.receivedBytes ?? 0};
    };
    const seen: unknown[] = [];
    await until(
      'both say the same',
      async () => {
        const {ours, told, received} = await both();
        seen.push({ours, told});
        const [used, limit] = told.MemUsage.split('/').map(bytes);
        expect(ours.memoryLimitBytes).toBe(limit);
        // A busy machine gives the container more in one second and less in the next.
        return (
          isNear(ours.cpuPercent, Number.parseFloat(told.CPUPerc), 0.05) &&
          isNear(ours.memoryBytes, used ?? 0, 0.05) &&
          isNear(received, bytes(told.NetIO.split('/')[0] ?? ''), 0.1)
        );
      },
      {timeoutMs: 60_000},
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${JSON.stringify(seen.slice(-3))}`);
    });
    await lab().docker(node, 'rm', '--force', id);
  });

  test('are not there for a container that has ended', async () => {
    const node = 'manager-1';
    const id = (await lab().docker(node, 'create', lab().image('bb:1'), 'true')).trim();
    expect(await opened?.containerStats(id)).toBeNull();
    await lab().docker(node, 'rm', id);
  });
});
