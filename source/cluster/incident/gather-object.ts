import {asJson} from '../../actions/spec/json.ts';
import {faultInWords} from '../../domain/fault-words.ts';
import type {IncidentObject} from '../../domain/incident/incident.ts';
import type {LogWish} from '../../domain/logs/log-wish.ts';
import {maskedSpec} from '../../domain/masking/masked-spec.ts';
import type {Redactor} from '../../domain/masking/redactor.ts';
import type {LogLine} from '../../domain/model/index.ts';
import type {LogRange} from '../../engine/logs.ts';
import type {Cluster} from '../cluster.ts';
import {asFileName, type IncidentFiles} from './incident-files.ts';

/** The part of a cluster that an incident reads from. */
export type IncidentCluster = Pick<Cluster, 'store' | 'inspect' | 'readLogs'>;

/** What was got, or why not. */
export type Gathered<Value> =
  | {readonly kind: 'got'; readonly value: Value}
  | {readonly kind: 'missing'; readonly why: string};

const inspectLimitMs = 10_000;
/** A log is there at once or not at all; a report must not wait for a node that is gone. */
const logLimitMs = 8_000;
/** Of each object, the last of them. */
const mostLines = 1_000;
const mostLogBytes = 512 * 1024;

export const specName = (moment: 'before' | 'after', {kind, name}: IncidentObject): string =>
  `specs/${moment}/${kind}-${asFileName(name)}.json`;
export const logName = ({kind, name}: IncidentObject): string => `logs/${kind}-${asFileName(name)}.log`;
export const earlyLogName = ({kind, name}: IncidentObject): string =>
  `logs/${kind}-${asFileName(name)}.when-it-came.log`;

/** The engine's own JSON of an object, learnt from and masked. */
export async function gatherSpec(
  cluster: IncidentCluster,
  object: IncidentObject,
  redactor: Redactor,
): Promise<Gathered<ReturnType<typeof asJson>>> {
  if (object.kind === 'stack') return {kind: 'missing', why: 'a stack has no spec of its own'};
  try {
    const wire = await cluster.inspect(object.kind, object.id, AbortSignal.timeout(inspectLimitMs));
    redactor.learn(wire);
    return {kind: 'got', value: asJson(redactor.json(maskedSpec(wire)))};
  } catch (error) {
    return {kind: 'missing', why: faultInWords(error)};
  }
}

/** Keeps the spec of an object as it is when something is found there, once. */
export async function keepSpec(
  parts: {readonly cluster: IncidentCluster; readonly files: IncidentFiles; readonly redactor: Redactor},
  moment: 'before' | 'after',
  object: IncidentObject,
): Promise<string | null> {
  const spec = await gatherSpec(parts.cluster, object, parts.redactor);
  if (spec.kind === 'missing') return `the spec of ${object.kind} ${object.name}: ${spec.why}`;
  return parts.files.write(specName(moment, object), `${JSON.stringify(spec.value, null, 2)}\n`);
}

const wishOf = (object: IncidentObject): LogWish => {
  switch (object.kind) {
    case 'service':
      return {kind: 'services', ids: [object.id]};
    case 'task':
      return {kind: 'tasks', ids: [object.id]};
    case 'stack':
      return {kind: 'stack', name: object.name};
    case 'node':
      return {kind: 'node', id: object.id};
  }
};

/** The last lines of an object's log since a moment, as text; what the engine says of logs that it cannot get among them. */
export function gatherLog(
  cluster: IncidentCluster,
  object: IncidentObject,
  sinceMs: number,
  redactor: Redactor,
): Promise<{readonly lines: readonly string[]; readonly fault: string | null}> {
  const lines: string[] = [];
  let bytes = 0;
  const take = (line: LogLine) => {
    const text = lineText(cluster, line, redactor);
    lines.push(text);
    bytes += text.length;
    while (lines.length > mostLines || bytes > mostLogBytes) bytes -= lines.shift()?.length ?? 0;
  };
  const range: LogRange = {tail: mostLines, since: {timeMs: sinceMs, nanos: 0}, follow: false};
  return new Promise(resolve => {
    const end = (fault: string | null) => {
      clearTimeout(limit);
      reading.close();
      resolve({lines, fault});
    };
    const limit = setTimeout(() => end(`it was not all there after ${logLimitMs / 1000} s`), logLimitMs);
    const reading = cluster.readLogs(wishOf(object), range, {
      onLines: more => more.forEach(take),
      onState(state) {
        if (state.kind === 'done') end(null);
      },
    });
    if (reading.state.kind === 'done') end(null);
  });
}

/** `2026-11-24T02:31:07.120Z web.1 stderr text`; control characters are shown, never sent on. */
function lineText(
  {store}: IncidentCluster,
  {timeMs, origin, stream, text}: LogLine,
  redactor: Redactor,
): string {
  const name = store.derived('tasks').get(origin.taskId)?.name ?? origin.taskId.slice(0, 12);
  // Before characters are replaced: a secret may have some of them.
  const said = redactor.text(new TextDecoder().decode(text)).replace(/[^\P{Cc}\t]/gu, '\ufffd');
  return [new Date(timeMs).toISOString(), name, stream, said].filter(part => part !== '').join(' ');
}
