import {askEngine} from '../lab/engine-api.ts';
import type {WireEvent} from './event-stream.ts';

/** That a container of the service did so, by the engine of its own node. */
export const isContainer = (action: string, service: string) => (event: WireEvent) =>
  event.Action === action && event.Actor.Attributes['com.docker.swarm.service.name'] === service;

/** The id of a running container of the service on that engine; null when there is none. */
export async function containerOf(socket: string, service: string): Promise<string | null> {
  const filters = encodeURIComponent(JSON.stringify({label: [`com.docker.swarm.service.name=${service}`]}));
  const {body} = await askEngine(socket, `/containers/json?filters=${filters}`);
  return (body as readonly {readonly Id: string}[])[0]?.Id ?? null;
}
