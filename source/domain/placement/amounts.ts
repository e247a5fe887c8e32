const mib = 1024 ** 2;
const gib = 1024 ** 3;

/** Memory in the units of reservations: `512 MiB`, `15.5 GiB`. What is missing is rounded up, what is free down. */
export function memoryInWords(bytes: number, round: (value: number) => number = Math.ceil): string {
  return bytes >= 10 * gib ? `${round((bytes / gib) * 10) / 10} GiB` : `${round(bytes / mib)} MiB`;
}

/** Processors as the docker CLI has them: `0.5 CPU`, `4 CPUs`. */
export function cpusInWords(nanoCpus: number, round: (value: number) => number = Math.ceil): string {
  const cpus = round(nanoCpus / 1e7) / 100;
  return `${cpus} ${cpus <= 1 ? 'CPU' : 'CPUs'}`;
}
