import {until} from '../until.ts';
import {type RecordingProxy, trafficBetween} from './recording-proxy.ts';

/** What the console asks for even when nothing happens. */
export const narrowCheck = 'GET /services?status';

/** Until the console has asked nothing but its narrow check for so long: then it watches no tasks any more. */
export async function untilCalm(proxy: RecordingProxy, calmMs: number): Promise<void> {
  let before = proxy.traffic();
  const isCalm = () => {
    const now = proxy.traffic();
    const asked = Object.keys(trafficBetween(before, now));
    before = now;
    return asked.length > 0 && asked.every(kind => kind === narrowCheck);
  };
  await until('the console is at rest', isCalm, {timeoutMs: 120_000, everyMs: calmMs});
}
