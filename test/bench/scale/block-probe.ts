import {writeFileSync} from 'node:fs';

/**
 * Loaded into the console by `--import`: a timer that looks how late it is. Each turn of the event loop that took
 * `leastMs` or more is kept, with the processor time of the main thread in it, since on a busy machine a turn also takes
 * long when the process was not let run. Written when the process ends, so that nothing is written meanwhile.
 */
const everyMs = 2;
const leastMs = 8;

/** The moment of the turn's end, how long it took, and its processor time; all in milliseconds. */
type Turn = readonly [endedAtMs: number, tookMs: number, processorMs: number];

const file = process.env['MEDIANEST_BENCH_PROBE'];

const threadMs = (): number => {
  const {user, system} = process.threadCpuUsage();
  return (user + system) / 1000;
};

function watch(path: string): void {
  const turns: Turn[] = [];
  let beforeMs = performance.now();
  let beforeThreadMs = threadMs();
  const look = () => {
    const [nowMs, nowThreadMs] = [performance.now(), threadMs()];
    const tookMs = nowMs - beforeMs;
    if (tookMs >= leastMs) turns.push([performance.timeOrigin + nowMs, tookMs, nowThreadMs - beforeThreadMs]);
    beforeMs = nowMs;
    beforeThreadMs = nowThreadMs;
  };
  setInterval(look, everyMs).unref();
  process.on('exit', () => writeFileSync(path, JSON.stringify(turns)));
}

if (file !== undefined) watch(file);
