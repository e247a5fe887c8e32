import {describe, test} from 'vitest';
import {faultNames} from '../../source/simulator/faults/fault-names.ts';
import type {Console} from '../driver/console.ts';
import {faultCases} from '../simulated/fault-cases.ts';
import {onFaultScene} from '../simulated/fault-scene.ts';
import {isWhole} from '../simulated/watched-service.ts';
import {saysLive} from './open-console.ts';

const patienceMs = 30_000;

/** What may be open when a fault comes, and by which its pane or dialog is known. */
const places: readonly (readonly [keys: string, seen: RegExp])[] = [
  ['l', /━ logs of web/],
  ['t', /━ [Tt]imeline/],
  ['d', /━ describe web/],
  ['s', /━ Scale web/],
];

/** Goes through all of them and back to the list, whatever the engine does. */
async function visitAll(console: Console): Promise<void> {
  for (const [keys, seen] of places) {
    console.type(keys);
    await console.expectRow(seen, patienceMs);
    console.press('esc');
    await console.expectRow(/━ Services/, patienceMs);
  }
}

describe.concurrent('a fault comes while logs are followed, and others are opened', () => {
  test.each(faultNames)('%s', async name => {
    await onFaultScene(async ({cluster, console, web}) => {
      const mended = console.forbid(rows => !isWhole(rows), 'a screen that is not whole');
      const believed = console.forbid(
        rows => /TypeError|undefined|\[object /.test(rows.join('\n')),
        'words of a fault of ours',
      );
      console.type('l');
      await console.expectRow(/━ logs of web/, patienceMs);
      cluster.faults.set(name, faultCases[name].options);
      console.press('esc');
      await console.expectRow(/━ Services/, patienceMs);
      await visitAll(console);
      cluster.faults.clearAll();
      await web.scale(4);
      await console.expectScreen(rows => saysLive(rows) && web.isRight(rows), 'live and right again', 60_000);
      console.type('l');
      await console.expectRow(/━ logs of web .*following/, patienceMs);
      await console.expectRow(/ live ┓/, patienceMs);
      believed();
      mended();
    });
  });
});
