// Loaded into the product by NODE_OPTIONS, so that its event loop is measured without a line of it in the product.
import {writeFileSync} from 'node:fs';
import {monitorEventLoopDelay} from 'node:perf_hooks';

const file = process.env.BENCH_LOOP_PROBE;
const delay = monitorEventLoopDelay({resolution: 1});
let maxBusyMs = 0;
let usedMs = 0;

// What the program's own thread used between two turns of a timer: others on the machine have no part in it.
function tick() {
  const {user, system} = process.threadCpuUsage();
  const nowMs = (user + system) / 1000;
  maxBusyMs = Math.max(maxBusyMs, nowMs - usedMs);
  usedMs = nowMs;
}

// Begins anew: what loading the program took is none of this.
process.on('SIGUSR2', () => {
  delay.reset();
  delay.enable();
  tick();
  maxBusyMs = 0;
  setInterval(tick, 1).unref();
});
process.on('exit', () => {
  if (file === undefined) return;
  writeFileSync(file, JSON.stringify({maxMs: delay.max / 1e6, turns: delay.count, maxBusyMs}));
});
