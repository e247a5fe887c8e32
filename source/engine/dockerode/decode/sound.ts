import {fields} from './fields.ts';

type Shape = {readonly [field: string]: 'text' | 'number' | Shape};

const version: Shape = {Index: 'number'};

/** What counts and verdicts are drawn from. Of the rest, decoders take what they understand. */
const shapes = {
  node: {
    ID: 'text',
    Version: version,
    Spec: {Role: 'text', Availability: 'text'},
    Description: {Hostname: 'text'},
    Status: {State: 'text'},
    ManagerStatus: {Reachability: 'text'},
  },
  service: {
    ID: 'text',
    Version: version,
    Spec: {
      Name: 'text',
      Mode: {
        Replicated: {Replicas: 'number'},
        ReplicatedJob: {MaxConcurrent: 'number', TotalCompletions: 'number'},
      },
      TaskTemplate: {ContainerSpec: {Image: 'text'}, ForceUpdate: 'number'},
    },
    ServiceStatus: {RunningTasks: 'number', DesiredTasks: 'number', CompletedTasks: 'number'},
    UpdateStatus: {State: 'text'},
  },
  task: {
    ID: 'text',
    Version: version,
    ServiceID: 'text',
    NodeID: 'text',
    Slot: 'number',
    DesiredState: 'text',
    Status: {State: 'text', ContainerStatus: {ContainerID: 'text', ExitCode: 'number'}},
    Spec: {ContainerSpec: {Image: 'text'}, ForceUpdate: 'number'},
  },
} satisfies Readonly<Record<string, Shape>>;

/**
 * A decoder that refuses an element whose telling fields have other types: a list without a service, or with one whose
 * replicas cannot be read, must not be shown as the truth. Go writes every field with one type, or leaves it out.
 */
export const soundly =
  <Value>(kind: keyof typeof shapes, decode: (element: unknown) => Value | null) =>
  (element: unknown): Value => {
    const value = isOf(element, shapes[kind]) ? decode(element) : null;
    if (value === null) throw new SyntaxError(`a ${kind} in the answer is not as engines write it`);
    return value;
  };

const isOf = (value: unknown, shape: Shape): boolean => {
  if (typeof value !== 'object' || Array.isArray(value)) return false;
  const read = fields(value);
  for (const name in shape) {
    const field = read[name];
    const wanted = shape[name];
    if (field === undefined || wanted === undefined) continue;
    const isRight =
      typeof wanted === 'object'
        ? isOf(field, wanted)
        : typeof field === (wanted === 'text' ? 'string' : 'number');
    if (!isRight) return false;
  }
  return true;
};
