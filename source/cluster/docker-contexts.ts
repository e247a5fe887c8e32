import {listContexts} from '../engine/discovery/list-contexts.ts';
import type {DockerContext} from '../engine/endpoint.ts';

/** The contexts of the docker CLI, as `docker context ls` shows them; broken ones with their problem. */
export const dockerContexts = (): readonly DockerContext[] => listContexts();
