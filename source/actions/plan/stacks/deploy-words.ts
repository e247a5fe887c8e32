import type {ServiceDiff, StackDiff} from '../../compose/compare.ts';
import type {Json} from '../../spec/json.ts';
import {redacted} from '../../spec/redact.ts';

const valueText = (value: Json | undefined): string =>
  value === undefined ? '(none)' : typeof value === 'string' ? value : JSON.stringify(value);

const sentence: Readonly<Record<Exclude<ServiceDiff['kind'], 'updated'>, string>> = {
  unchanged: 'unchanged',
  new: 'new',
  removed: 'removed with all of its tasks',
  left: 'not in the file; it stays (--prune removes it)',
};

/** What a deployment does to each service, a line or more each. */
export const diffWords = ({services, keptReplicas}: StackDiff): readonly string[] =>
  services.flatMap(service => {
    const kept = keptReplicas.get(service.name);
    return [
      ...(service.kind === 'updated'
        ? [
            `${service.name}: updated, ${service.replacesTasks ? 'its tasks are replaced' : 'no task is replaced'}`,
            ...service.changes
              .map(redacted)
              .map(
                ({path, before, after}) => `  ${path.join('.')}: ${valueText(before)} → ${valueText(after)}`,
              ),
          ]
        : [`${service.name}: ${sentence[service.kind]}`]),
      ...(kept === undefined
        ? []
        : [
            `${service.name}: ${kept.now} replicas stay; the file says ${kept.file} (--file-replicas takes that)`,
          ]),
      ...service.cannotTell.map(name => `${service.name}: ${name}: cannot tell whether it changes`),
    ];
  });
