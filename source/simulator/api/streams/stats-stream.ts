import {ApiError} from '../../api-error.ts';
import type {ContainerLoad} from '../../simulated-engine.ts';
import {objectIn, textIn} from '../../wire/json.ts';
import type {RouteInput} from '../route.ts';
import {boundedOutlet} from './bounded-outlet.ts';
import {pause} from './pause.ts';
import {type CgroupVersion, statsSample} from './stats-sample.ts';

/** The engine's own beat. */
const sampleMs = 1000;

/**
 * `GET /containers/{ref}/stats`: a sample a second; without `stream` the second one alone, since shares of a processor
 * need two; with `one-shot` the first one at once.
 */
export const streamStats = async ({engine, call, ref, answer, cut}: RouteInput): Promise<void> => {
  const cgroup: CgroupVersion =
    textIn(objectIn(JSON.parse(await engine.info()))['CgroupVersion']) === '1' ? '1' : '2';
  let before = await engine.containerLoad(ref);
  if (call.flag('one-shot')) return answer.json(statsSample(before, null, cgroup));
  const isStream = !call.query.has('stream') || call.flag('stream');
  const outlet = isStream ? answer.open('application/json') : null;
  const send = outlet && boundedOutlet(outlet, cut);
  send?.(`${statsSample(before, null, cgroup)}\n`);
  while (!call.signal.aborted) {
    await pause(engine, sampleMs, call.signal);
    const load = await loadOf(engine.containerLoad(ref));
    if (load === null) break;
    const sample = statsSample(load, before, cgroup);
    if (send === null) return answer.json(sample);
    send(`${sample}\n`);
    before = load;
  }
  if (outlet === null) return answer.json(statsSample(before, null, cgroup));
  outlet.end();
};

/** Null for a container that has ended meanwhile: its stream ends with it. */
const loadOf = async (asked: Promise<ContainerLoad>): Promise<ContainerLoad | null> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
};
