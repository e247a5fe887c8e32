/** The counters of a container at one moment, as its engine keeps them. Null: this engine or container has none. */
export interface ContainerStats {
  /** By the engine's clock. */
  readonly atMs: number;
  readonly cpu: CpuCounters | null;
  /** In bytes. `reclaimable`: page cache that the kernel gives back first. */
  readonly memory: {readonly usage: number; readonly reclaimable: number; readonly limit: number} | null;
  /** Bytes since the container started; none where it uses its node's network. */
  readonly receivedBytes: number | null;
  readonly sentBytes: number | null;
  readonly readBytes: number | null;
  readonly writtenBytes: number | null;
}

/** Nanoseconds of processor time that the container and the whole machine have used. */
export interface CpuCounters {
  readonly containerNs: number;
  readonly systemNs: number;
  readonly onlineCpus: number;
}
