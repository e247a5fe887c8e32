// Loaded into the product by NODE_OPTIONS, so that its event loop is measured without a line of it in the product.
import {writeFileSync} from 'node:fs';
import {monitorEventLoopDelay} from 'node:perf_hooks';

const file = process.env.BENCH_LOOP_PROBE;
const delay = monitorEventLoopDelay({resolution: 1});
// Begins anew: what loading the program took is none of this.
process.on('SIGUSR2', () => {
  delay.reset();
  delay.enable();
});
process.on('exit', () => {
  if (file !== undefined) writeFileSync(file, JSON.stringify({maxMs: delay.max / 1e6, turns: delay.count}));
});
