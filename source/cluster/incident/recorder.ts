import type {IncidentMark, IncidentObject} from '../../domain/incident/incident.ts';
import type {Redactor} from '../../domain/masking/redactor.ts';
import type {Finding} from '../../domain/summaries.ts';
import {earlyLogName, gatherLog, type IncidentCluster, keepSpec, specName} from './gather-object.ts';
import type {IncidentFiles} from './incident-files.ts';
import {objectsNamed} from './incident-objects.ts';
import {recordFindings} from './record-findings.ts';

/** Writes down what happens while an incident is open. */
export interface IncidentRecorder {
  /** Why something is not written; null while all is. */
  readonly fault: string | null;
  /** To be called every few seconds. */
  beat(): void;
  /** Resolves when nothing is being fetched any more. */
  idle(): Promise<void>;
  /** Ends the record at once; what is being fetched still is. */
  close(): void;
}

export interface IncidentRecorderParts {
  readonly mark: IncidentMark;
  readonly cluster: IncidentCluster;
  readonly files: IncidentFiles;
  readonly redactor: Redactor;
  readonly nowMs: () => number;
}

/** Objects whose specs and logs are kept when something is found there; more are a storm, and told in the report. */
const mostObjects = 20;
/** Logs from so long before a finding came. */
const earlierMs = 5 * 60_000;

/** Begins to record, or goes on with what a console that died has left. */
export function recordIncident(parts: IncidentRecorderParts): IncidentRecorder {
  const {mark, cluster, files, nowMs} = parts;
  const {store} = cluster;
  const findings = recordFindings({...parts, store, cluster: mark.cluster});
  const seen = new Set<string>();
  let isClosed = false;
  let work: Promise<void> = Promise.resolve();
  let fault: string | null = null;

  const keep = async (object: IncidentObject) => {
    if (isClosed) return;
    if (files.read(specName('before', object)) === null)
      fault = (await keepSpec(parts, 'before', object)) ?? fault;
    const log = await gatherLog(cluster, object, nowMs() - earlierMs, parts.redactor);
    if (log.lines.length === 0) return;
    const text = `${parts.redactor.text(log.lines.join('\n'))}\n`;
    fault = files.write(earlyLogName(object), text) ?? fault;
  };
  const want = (object: IncidentObject) => {
    const key = `${object.kind}:${object.id}`;
    if (seen.has(key) || seen.size >= mostObjects) return;
    seen.add(key);
    // One after another: the manager that serves them may be the one in trouble.
    work = work.then(() => keep(object)).catch(() => undefined);
  };
  let hasNamed = false;
  const look = () => {
    for (const finding of findings.look(nowMs())) {
      const object = objectOf(finding);
      if (object !== null && finding.isHint !== true) want(object);
    }
    if (hasNamed || store.freshness('services').kind !== 'live') return;
    hasNamed = true;
    for (const object of objectsNamed(store, mark.named).found) want(object);
  };
  /** Rollouts that begin meanwhile: what they ask for is gone when they are rolled back. */
  const lookAtRollouts = (ids: Iterable<string>) => {
    for (const id of ids) {
      const service = store.table('services').get(id);
      const startedMs = service?.update?.startedAtMs ?? null;
      if (service?.update?.state === 'updating' && startedMs !== null && startedMs >= mark.startedMs)
        want({kind: 'service', id, name: service.name});
    }
  };
  const stop = store.onChange(({other, tables}) => {
    lookAtRollouts(tables.services ?? []);
    if (other.has('findings') || other.has('freshness') || other.has('engine')) look();
  });
  look();
  return {
    get fault() {
      return findings.fault ?? fault;
    },
    beat: () => findings.beat(nowMs()),
    idle: () => work,
    close() {
      isClosed = true;
      stop();
      findings.close(nowMs());
    },
  };
}

/** The object of a finding whose spec and log can be had. */
const objectOf = ({object: {kind, id, name}}: Pick<Finding, 'object'>): IncidentObject | null =>
  kind === 'swarm' || kind === 'engine' ? null : {kind, id, name};
