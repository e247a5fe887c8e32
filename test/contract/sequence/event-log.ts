import {request} from 'node:http';
import type {SequenceCluster} from './sequence-cluster.ts';

interface WireEvent {
  readonly Type: string;
  readonly Action: string;
  readonly scope?: string;
  readonly Actor: {readonly Attributes: Readonly<Record<string, string>>};
}

/** Attributes whose values are the same in every run; of others only the name is kept. */
const told = new Set([
  'name',
  'replicas.old',
  'replicas.new',
  'updatestate.old',
  'updatestate.new',
  'availability.old',
  'availability.new',
  'state.old',
  'state.new',
]);

/** An event in one line: `service update name=web replicas.new=3 replicas.old=2`. */
const eventLine = ({Type, Action, Actor}: WireEvent): string =>
  [
    Type,
    Action,
    ...Object.entries(Actor.Attributes)
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, value]) => (told.has(name) ? `${name}=${value}` : name)),
  ].join(' ');

export interface EventLog {
  /** Lines of the swarm's events so far about what has this name. */
  of(name: string): readonly string[];
  stop(): void;
}

/** Listens to the events of the swarm through one manager; resolves once the stream is open. */
export const listenToEvents = (cluster: SequenceCluster, node = 'manager-1'): Promise<EventLog> => {
  const events: WireEvent[] = [];
  const {promise, resolve, reject} = Promise.withResolvers<EventLog>();
  let rest = '';
  const call = request({socketPath: cluster.socket(node), path: '/events', agent: false}, response => {
    response.setEncoding('utf8');
    response.on('data', (text: string) => {
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() ?? '';
      events.push(...lines.filter(line => line !== '').map(line => JSON.parse(line) as WireEvent));
    });
    response.on('error', () => {});
    resolve({
      of: name =>
        events
          .filter(event => event.scope === 'swarm' && event.Actor.Attributes['name'] === name)
          .map(eventLine),
      stop: () => void call.destroy(),
    });
  });
  call.on('error', reject);
  call.end();
  return promise;
};
