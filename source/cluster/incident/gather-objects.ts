import {asJson, isRecord, type Json, type JsonRecord} from '../../actions/spec/json.ts';
import {diffSpecs} from '../../actions/spec/spec-change.ts';
import type {IncidentObject} from '../../domain/incident/incident.ts';
import type {FieldChange, LogStory, SpecStory} from '../../domain/incident/incident-report.ts';
import {earlyLogName, gatherLog, gatherSpec, logName, specName} from './gather-object.ts';
import type {IncidentFiles} from './incident-files.ts';
import type {StopParts} from './stop-parts.ts';

/** Lines of a log that the report itself shows. */
const linesTold = 20;
/** Logs from so long before the incident was begun. */
const earlierMs = 5 * 60_000;

/** Reads specs and logs of the objects as they are now, writes them down, and tells what came of it. */
export async function gatherObjects(
  parts: StopParts,
  objects: readonly IncidentObject[],
  missing: string[],
): Promise<{readonly specs: readonly SpecStory[]; readonly logs: readonly LogStory[]}> {
  if ('missing' in parts.cluster) {
    missing.push(`specs and logs as they are now: ${parts.cluster.missing}`);
    return {
      specs: objects.map(object => specStory(parts.files, object)),
      logs: objects.flatMap(object => earlyLog(parts.files, object)),
    };
  }
  const specs: SpecStory[] = [];
  const logs: LogStory[] = [];
  for (const object of objects) {
    if (object.kind !== 'stack') {
      await keepAfter(parts, object, missing);
      specs.push(specStory(parts.files, object));
    }
    logs.push(...(await keepLog(parts, object, missing)));
  }
  return {specs, logs};
}

async function keepAfter(
  {cluster, files, redactor}: StopParts,
  object: IncidentObject,
  missing: string[],
): Promise<void> {
  if ('missing' in cluster) return;
  const spec = await gatherSpec(cluster, object, redactor);
  const fault =
    spec.kind === 'missing'
      ? `the spec of ${object.kind} ${object.name} as it is now: ${spec.why}`
      : files.write(specName('after', object), `${JSON.stringify(spec.value, null, 2)}\n`);
  if (fault !== null) missing.push(fault);
}

async function keepLog(
  {cluster, files, redactor, mark}: StopParts,
  object: IncidentObject,
  missing: string[],
): Promise<readonly LogStory[]> {
  if ('missing' in cluster) return [];
  const {lines, fault} = await gatherLog(cluster, object, mark.startedMs - earlierMs, redactor);
  if (fault !== null) missing.push(`the log of ${object.kind} ${object.name}: ${fault}`);
  if (lines.length === 0) return earlyLog(files, object);
  const text = redactor.text(lines.join('\n'));
  const unwritten = files.write(logName(object), `${text}\n`);
  if (unwritten !== null) missing.push(unwritten);
  return [...earlyLog(files, object), logStory(object, logName(object), text.split('\n'))];
}

/** What was read when the finding came, where nothing can be read any more. */
const earlyLog = (files: IncidentFiles, object: IncidentObject): readonly LogStory[] => {
  const text = files.read(earlyLogName(object));
  return text === null ? [] : [logStory(object, earlyLogName(object), text.trimEnd().split('\n'))];
};

const logStory = ({kind, name}: IncidentObject, file: string, lines: readonly string[]): LogStory => ({
  object: `${kind} ${name}`,
  file,
  lines: lines.slice(-linesTold),
  more: Math.max(0, lines.length - linesTold),
});

function specStory(files: IncidentFiles, object: IncidentObject): SpecStory {
  const read = (moment: 'before' | 'after', field: string) =>
    fieldOf(files.read(specName(moment, object)), field);
  const first = read('before', 'Spec');
  return {
    object: `${object.kind} ${object.name}`,
    asked: fieldChanges(read('before', 'PreviousSpec'), first),
    changes: fieldChanges(first, read('after', 'Spec')),
    files: (['before', 'after'] as const)
      .map(moment => specName(moment, object))
      .filter(name => files.read(name) !== null),
  };
}

const fieldChanges = (before: JsonRecord | null, after: JsonRecord | null): readonly FieldChange[] =>
  before === null || after === null
    ? []
    : diffSpecs(before, after).map(({path, before: old, after: now}) => ({
        path: path.join('.'),
        before: valueText(old),
        after: valueText(now),
      }));

/** Only what people set: status and versions change by themselves. */
function fieldOf(text: string | null, field: string): JsonRecord | null {
  if (text === null) return null;
  try {
    const json = asJson(JSON.parse(text));
    const value = isRecord(json) ? json[field] : undefined;
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

const valueText = (value: Json | undefined): string =>
  value === undefined ? '(absent)' : typeof value === 'string' ? value : JSON.stringify(value);
