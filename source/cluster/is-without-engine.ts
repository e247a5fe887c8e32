import {hasNoEngine} from '../engine/discovery/find-endpoints.ts';
import type {EndpointOptions} from './cluster.ts';

/** Whether nobody said which engine is meant and this machine has none, not even one that is down. */
export const isWithoutEngine = (options: EndpointOptions): boolean => hasNoEngine(options);
