/** Ticks of all processors since the machine started. */
export interface CpuTicks {
  readonly busy: number;
  readonly total: number;
  readonly cpus: number;
}

/** `/proc/stat`; time that a hypervisor gave to others counts as busy, since it cannot be had. */
export const cpuTicks = (text: string): CpuTicks | null => {
  const ticks = /^cpu +(.+)$/m.exec(text)?.[1]?.split(' ').slice(0, 8).map(Number);
  const cpus = text.match(/^cpu\d+ /gm)?.length ?? 0;
  if (ticks === undefined || ticks.length < 4 || !ticks.every(Number.isFinite) || cpus === 0) return null;
  const total = ticks.reduce((sum, each) => sum + each, 0);
  return {busy: total - (ticks[3] ?? 0) - (ticks[4] ?? 0), total, cpus};
};

/** `/proc/meminfo` in bytes. What the kernel can give back without swapping is not used. */
export const memoryOf = (text: string): {readonly used: number; readonly total: number} | null => {
  const bytes = (name: string) => Number(new RegExp(`^${name}: +(\\d+) kB$`, 'm').exec(text)?.[1]) * 1_024;
  const [total, available] = [bytes('MemTotal'), bytes('MemAvailable')];
  return Number.isFinite(total) && Number.isFinite(available)
    ? {used: Math.max(0, total - available), total}
    : null;
};

/** `/proc/loadavg`: of the last minute. */
export const loadOf = (text: string): number | null => {
  const load = Number.parseFloat(text);
  return Number.isFinite(load) && load >= 0 ? load : null;
};

/** The kernel counts in these, whatever the size of a disk's own sectors. */
const sectorBytes = 512;
/** Devices that hold no data of their own: what goes through them is counted on the disks below. */
const isVirtual = (name: string): boolean => /^(loop|ram|zram|dm-|md|sr|fd|nbd)/.test(name);

/** `/proc/diskstats`: bytes read and written so far. `disks`: the names in `/sys/block`, without which parts count twice. */
export const diskTraffic = (
  text: string,
  disks: readonly string[],
): {readonly read: number; readonly written: number} | null => {
  const whole = new Set(disks.filter(name => !isVirtual(name)));
  const rows = text
    .split('\n')
    .map(line => line.trim().split(/ +/))
    .filter(([, , name]) => name !== undefined && whole.has(name));
  if (rows.length === 0) return null;
  const sum = (column: number) =>
    rows.reduce((bytes, row) => bytes + (Number(row[column]) || 0) * sectorBytes, 0);
  return {read: sum(5), written: sum(9)};
};
