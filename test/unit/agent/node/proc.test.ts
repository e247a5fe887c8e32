import {describe, expect, it} from 'vitest';
import {cpuTicks, diskTraffic, loadOf, memoryOf} from '../../../../source/agent/node/proc.ts';

const stat =
  'cpu  100 10 40 800 50 0 5 5 20 0\ncpu0 50 5 20 400 25 0 2 3 10 0\ncpu1 50 5 20 400 25 0 3 2 10 0\nintr 1\n';
const disks = [
  '   7       0 loop0 11 0 22 0 0 0 0 0',
  ' 254       0 vda 100 0 2000 50 30 0 4000 60 0 0 0',
  ' 254       1 vda1 90 0 1900 50 30 0 4000 60 0 0 0',
  ' 253       0 dm-0 90 0 1900 50 30 0 4000 60 0 0 0',
].join('\n');

describe('what a machine tells of itself', () => {
  it('counts waiting for disks as idle, and guests once', () => {
    expect(cpuTicks(stat)).toEqual({busy: 160, total: 1_010, cpus: 2});
  });

  it('counts as used what the kernel cannot give back', () => {
    const text = 'MemTotal:       1000 kB\nMemFree:         100 kB\nMemAvailable:    600 kB\n';
    expect(memoryOf(text)).toEqual({used: 400 * 1_024, total: 1_000 * 1_024});
  });

  it('counts each disk once: no parts, no loops, nothing that is mapped onto another', () => {
    expect(diskTraffic(disks, ['loop0', 'vda', 'dm-0'])).toEqual({read: 2_000 * 512, written: 4_000 * 512});
  });

  it('reads the load of the last minute', () => {
    expect(loadOf('0.52 0.58 0.59 1/389 12345\n')).toBe(0.52);
  });

  it.each(['', 'nonsense', 'cpu  a b c d'])('makes nothing of what it does not understand: %j', text => {
    expect(cpuTicks(text)).toBeNull();
    expect(memoryOf(text)).toBeNull();
    expect(loadOf(text)).toBeNull();
    expect(diskTraffic(text, ['vda'])).toBeNull();
  });
});
