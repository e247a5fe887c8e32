import type {Snapshot} from '../../cluster/cluster.ts';
import type {Source} from '../../domain/freshness.ts';
import type {IncidentMark} from '../../domain/incident/incident.ts';
import type {ExitCode} from '../exit-codes.ts';
import {asEngineFailure} from '../failure.ts';
import {plainLine} from '../output/paint.ts';
import type {IncidentLine} from './incident-line.ts';

/** What is looked at when an incident is begun or ended. */
const incidentSources: readonly Source[] = ['nodes', 'services', 'tasks', 'containers'];

/** A swarm that does not answer must not keep anybody from beginning to write down what happens. */
const lookLimitMs = 10_000;

/** Runs `medianest incident start [NAME [OBJECT...]]`. */
export async function startIncident({invocation, ports, desk, rest}: IncidentLine): Promise<ExitCode> {
  const [name = 'incident', ...named] = rest;
  const startedMs = ports.nowMs();
  const seen = await lookAt({invocation, ports});
  try {
    const {endpoint} = invocation.options;
    const begun = desk.shelf.begin({
      ...{name, named, startedMs, startedBy: desk.who},
      context: 'store' in seen ? seen.endpoint.context : (endpoint.context ?? 'default'),
      host: 'store' in seen ? seen.endpoint.host : (endpoint.hosts?.[0] ?? ''),
      cluster: 'store' in seen ? (seen.store.engineInfo?.clusterId ?? null) : null,
    });
    if (begun.kind === 'problem') {
      ports.err(`medianest incident: ${plainLine(begun.message)}\n${plainLine(begun.hint)}\n`);
      return 1;
    }
    const {mark} = begun;
    ports.out(
      `Incident "${plainLine(mark.name)}" is open; it is recorded in ${desk.shelf.filesOf(mark).folder}\n`,
    );
    if ('missing' in seen) {
      ports.err(`medianest incident: nothing could be looked at yet: ${plainLine(seen.missing)}\n`);
    } else {
      const recorder = desk.record(mark, seen);
      await recorder.idle();
      recorder.close();
      if (recorder.fault !== null)
        ports.err(`medianest incident: not recorded: ${plainLine(recorder.fault)}\n`);
    }
    ports.out(
      'Findings are recorded while a console is open on this swarm. End it with: medianest incident stop\n',
    );
    return 0;
  } finally {
    if ('store' in seen) seen.close();
  }
}

/** One look at the swarm, or why there is none. */
export async function lookAt({
  invocation,
  ports,
  mark = null,
}: Pick<IncidentLine, 'invocation' | 'ports'> & {readonly mark?: IncidentMark | null}): Promise<
  Snapshot | {readonly missing: string}
> {
  const {endpoint, timeoutMs} = invocation.options;
  const isGiven = Object.values(endpoint).some(value =>
    Array.isArray(value) ? value.length > 0 : Boolean(value),
  );
  const own = mark === null || isGiven ? endpoint : endpointOf(mark);
  try {
    return await ports.takeSnapshot({
      ...own,
      sources: [...incidentSources, 'engine'],
      timeoutMs: timeoutMs ?? lookLimitMs,
    });
  } catch (error) {
    const failure = asEngineFailure(error);
    if (failure === null) throw error;
    return {missing: failure.message};
  }
}

/** The engine that it was begun on, unless another one is named. */
const endpointOf = ({context, host}: IncidentMark) =>
  context === 'default' && host !== '' ? {hosts: [host]} : {context};
