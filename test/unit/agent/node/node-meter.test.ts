import {describe, expect, it} from 'vitest';
import {createNodeMeter, type MachineFiles} from '../../../../source/agent/node/node-meter.ts';

const files: Record<string, string> = {};
const machine = (part: Partial<MachineFiles> = {}): MachineFiles => ({
  read: async path => {
    const text = files[path];
    if (text === undefined) throw new Error(`no ${path}`);
    return text;
  },
  names: async () => ['vda'],
  disk: async () => ({used: 10, total: 100}),
  ...part,
});
const cpu = (busy: number, idle: number) => `cpu  ${busy} 0 0 ${idle} 0 0 0 0\ncpu0 1\ncpu1 1\n`;

describe('the meter of a node', () => {
  it('tells use and rates from the second reading on, with 100 per cent to a core', async () => {
    let nowMs = 0;
    const meter = createNodeMeter(machine(), () => nowMs);
    files['/proc/stat'] = cpu(0, 0);
    files['/proc/diskstats'] = ' 254 0 vda 1 0 0 0 1 0 0 0';
    expect(await meter.read()).toMatchObject({cpuPercent: null, readRate: null, cpus: 2, diskBytes: 10});
    nowMs = 2_000;
    files['/proc/stat'] = cpu(100, 300);
    files['/proc/diskstats'] = ' 254 0 vda 1 0 8 0 1 0 4 0';
    expect(await meter.read()).toMatchObject({cpuPercent: 50, readRate: 2_048, writtenRate: 1_024});
  });

  it('does not take for 0 what cannot be read', async () => {
    const broken = machine({
      read: () => Promise.reject(new Error('no /proc')),
      disk: () => Promise.reject(new Error('no disk')),
    });
    const usage = await createNodeMeter(broken, () => 0).read();
    expect(new Set(Object.values(usage))).toEqual(new Set([null]));
  });
});
