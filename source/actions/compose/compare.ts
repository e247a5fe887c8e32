import {isRecord, type JsonRecord, valueAt} from '../spec/json.ts';
import {diffSpecs, type SpecChange} from '../spec/spec-change.ts';
import {type FileScope, serviceFromFile} from './from-file.ts';
import {type NetworkNames, serviceFromSpec} from './from-spec.ts';

/** What a deployment means for one service; names are those of the file. */
export type ServiceDiff =
  | {
      readonly kind: 'unchanged' | 'new' | 'removed' | 'left';
      readonly name: string;
      readonly cannotTell: readonly string[];
    }
  | {
      readonly kind: 'updated';
      readonly name: string;
      readonly changes: readonly SpecChange[];
      readonly replacesTasks: boolean;
      readonly cannotTell: readonly string[];
    };

/** What happens to a stack's services, and the numbers of replicas that stay against the file. */
export interface StackDiff {
  readonly services: readonly ServiceDiff[];
  readonly keptReplicas: ReadonlyMap<string, {readonly now: number; readonly file: number}>;
}

/** A running service of the stack, by its name in the file. */
export interface Running {
  readonly name: string;
  readonly spec: JsonRecord;
}

interface Comparison {
  readonly scope: FileScope;
  readonly running: readonly Running[];
  readonly networks: NetworkNames;
  /** Services that the file does not name are removed. */
  readonly prune: boolean;
  /** Numbers of replicas of the file, not those that run. */
  readonly takesReplicas: boolean;
}

/** Fields of a service whose change replaces no task. */
const inPlace = ['replicas', 'labels', 'update_config', 'rollback_config'];

/** Compares what a file says with what runs, both in the same words. */
export function compareStack({scope, running, networks, prune, takesReplicas}: Comparison): StackDiff {
  const keptReplicas = new Map<string, {readonly now: number; readonly file: number}>();
  const present = new Map(running.map(({name, spec}) => [name, spec]));
  const wanted = Object.entries(valueAt(scope.file, ['services']) ?? {});
  const services = wanted.map(([name, value]): ServiceDiff => {
    const {service: file, cannotTell} = serviceFromFile(isRecord(value) ? value : {}, name, scope);
    const spec = present.get(name);
    if (spec === undefined) return {kind: 'new', name, cannotTell};
    const {service: now} = serviceFromSpec(spec, name, networks);
    const changes = diffSpecs(now, file).filter(change => !cannotTell.includes(change.path[0] ?? ''));
    const kept = takesReplicas ? undefined : changes.find(isReplicas);
    if (kept !== undefined && typeof kept.before === 'number' && typeof kept.after === 'number')
      keptReplicas.set(name, {now: kept.before, file: kept.after});
    const real = changes.filter(change => !(keptReplicas.has(name) && isReplicas(change)));
    if (real.length === 0) return {kind: 'unchanged', name, cannotTell};
    return {kind: 'updated', name, changes: real, replacesTasks: !real.every(isInPlace), cannotTell};
  });
  const others = running
    .filter(({name}) => !wanted.some(([each]) => each === name))
    .map(({name}): ServiceDiff => ({kind: prune ? 'removed' : 'left', name, cannotTell: []}));
  return {services: [...services, ...others], keptReplicas};
}

const isReplicas = ({path}: SpecChange): boolean => path[0] === 'deploy' && path[1] === 'replicas';

const isInPlace = ({path}: SpecChange): boolean => path[0] === 'deploy' && inPlace.includes(path[1] ?? '');
