import type {Service} from '../../model/index.ts';

/** A probe that a service declares by its labels. */
export interface Probe {
  readonly serviceId: string;
  readonly serviceName: string;
  readonly name: string;
  readonly kind: 'http' | 'tcp';
  /** As declared, with its placeholders. */
  readonly address: string;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  /** So many failures in a row make it failing, so many passes well again. */
  readonly threshold: number;
  /** HTTP statuses that are well, as ranges. */
  readonly statuses: readonly (readonly [number, number])[];
}

/** A label that declares a probe wrongly. */
export interface ProbeFault {
  readonly serviceId: string;
  readonly serviceName: string;
  readonly label: string;
  readonly reason: string;
}

export interface Declarations {
  readonly probes: readonly Probe[];
  readonly faults: readonly ProbeFault[];
}

const prefix = 'medianest.probe.';
const defaults = {intervalMs: 15_000, timeoutMs: 5_000, threshold: 3};
const bounds = {intervalMs: [1_000, 3_600_000], timeoutMs: [100, 60_000]} as const;
/** A service needs one or two; more come from a generator gone wrong. */
const mostProbes = 8;

/** The probes that a service declares. A wrong label is told and takes nothing else with it. */
export function declaredProbes(service: Pick<Service, 'id' | 'name' | 'labels'>): Declarations {
  const labels = Object.entries(service.labels).filter(([label]) => label.startsWith(prefix));
  if (labels.length === 0) return {probes: [], faults: []};
  const faults: ProbeFault[] = [];
  const fault = (label: string, reason: string) =>
    faults.push({serviceId: service.id, serviceName: service.name, label, reason});
  const parts = new Map(labels);
  const probes: Probe[] = [];
  for (const [label, value] of labels) {
    const [name = '', option, ...rest] = label.slice(prefix.length).split('.');
    if (!/^[\w-]+$/.test(name)) fault(label, 'the name of a probe is made of letters, digits, _ and -');
    else if (option !== undefined) checkOption(label, {name, option, rest}, parts, fault);
    else if (probes.length === mostProbes) fault(label, `a service has at most ${mostProbes} probes`);
    else {
      const read = readProbe(service, name, value, parts);
      if (typeof read === 'string') fault(label, read);
      else probes.push(read);
    }
  }
  return {probes, faults};
}

const options = ['interval', 'timeout', 'threshold', 'status'] as const;

function checkOption(
  label: string,
  {name, option, rest}: {readonly name: string; readonly option: string; readonly rest: readonly string[]},
  parts: ReadonlyMap<string, string>,
  fault: (label: string, reason: string) => void,
): void {
  const value = parts.get(label) ?? '';
  if (rest.length > 0 || !options.some(known => known === option))
    fault(label, `a probe has no "${[option, ...rest].join('.')}"; it has ${options.join(', ')}`);
  else if (!parts.has(`${prefix}${name}`))
    fault(label, `there is no probe "${name}": ${prefix}${name} is missing`);
  else if (option === 'status' && parseStatuses(value) === null)
    fault(label, `"${value}" is no list of statuses such as 200-299,404`);
  else if (option === 'threshold' && parseThreshold(value) === null)
    fault(label, `"${value}" is no number of tries between 1 and 100`);
  else if ((option === 'interval' || option === 'timeout') && parseTime(value, option) === null)
    fault(label, `"${value}" is no time such as 10s, or out of bounds`);
}

function readProbe(
  service: Pick<Service, 'id' | 'name'>,
  name: string,
  value: string,
  parts: ReadonlyMap<string, string>,
): Probe | string {
  const address = value.trim();
  const scheme = /^(https?|tcp):\/\//.exec(address)?.[1];
  if (scheme === undefined)
    return `"${address}" is no address such as http://{node}:{port}/health or tcp://{node}:5432`;
  const stray = /\{(?!node\}|port\}|port:\d+\})[^}]*\}?/.exec(address)?.[0];
  if (stray !== undefined) return `"${stray}" is no placeholder; there are {node}, {port} and {port:8080}`;
  if (/^\w+:\/\/[^/]*@/.test(address))
    return 'an address with a password would be seen by everyone who may read labels';
  if (!isAddress(address, scheme)) return `"${address}" is no address that can be asked`;
  const option = (each: (typeof options)[number]) => parts.get(`${prefix}${name}.${each}`);
  return {
    serviceId: service.id,
    serviceName: service.name,
    name,
    kind: scheme === 'tcp' ? 'tcp' : 'http',
    address,
    intervalMs: parseTime(option('interval') ?? '', 'interval') ?? defaults.intervalMs,
    timeoutMs: parseTime(option('timeout') ?? '', 'timeout') ?? defaults.timeoutMs,
    threshold: parseThreshold(option('threshold') ?? '') ?? defaults.threshold,
    statuses: parseStatuses(option('status') ?? '') ?? [[200, 399]],
  };
}

/** With its placeholders filled in it must be an address; one of tcp needs a port. */
function isAddress(address: string, scheme: string): boolean {
  const filled = address.replaceAll('{node}', '192.0.2.1').replaceAll(/\{port(:\d+)?\}/g, '1024');
  const [, host = '', port = ''] =
    /^\w+:\/\/(\[[\da-fA-F:]+\]|[\w.-]+)(?::(\d+))?(?:[/?]\S*)?$/.exec(filled) ?? [];
  if (host === '' || Number(port) > 65_535) return false;
  return scheme !== 'tcp' || port !== '';
}

function parseTime(value: string, option: 'interval' | 'timeout'): number | null {
  const [, number = '', unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(value.trim()) ?? [];
  if (number === '') return null;
  const ms = Number(number) * ({ms: 1, s: 1_000, m: 60_000}[unit] ?? 1_000);
  const [least, most] = bounds[`${option}Ms`];
  return ms >= least && ms <= most ? ms : null;
}

const parseThreshold = (value: string): number | null =>
  /^\d{1,3}$/.test(value.trim()) && Number(value) >= 1 && Number(value) <= 100 ? Number(value) : null;

function parseStatuses(value: string): readonly (readonly [number, number])[] | null {
  const ranges = value.split(',').map(part => /^\s*([1-5]\d\d)(?:-([1-5]\d\d))?\s*$/.exec(part));
  const read = ranges.flatMap(found => {
    const from = Number(found?.[1] ?? Number.NaN);
    const to = Number(found?.[2] ?? from);
    return from <= to ? [[from, to] as const] : [];
  });
  return read.length === ranges.length ? read : null;
}
