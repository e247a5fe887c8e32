import {afterEach, expect, test} from 'vitest';
import {Lines} from '../../source/ui/lines.tsx';
import type {Line} from '../../source/ui/span.ts';
import {type Harness, renderScreen} from './harness.tsx';
import {Themed} from './themed.tsx';

let screen: Harness | null = null;
afterEach(async () => screen?.close());

const page = (lines: readonly Line[]) => (
  <Themed>
    <Lines lines={lines} width={40} />
  </Themed>
);

const say = (word: string): readonly Line[] => [
  [{text: 'first ', tone: 'ok'}, {text: 'line'}],
  [{text: word, bold: true}],
];

test('lines that are made anew and say the same are not sent again', async () => {
  screen = await renderScreen(page(say('here')), {columns: 40, rows: 10});
  const before = screen.bytesWritten();
  screen.terminal.render(page(say('here')));
  await screen.settle();
  expect(screen.bytesWritten()).toBe(before);
  screen.terminal.render(page(say('there')));
  await screen.settle();
  expect(screen.rows().slice(0, 2)).toEqual(['first line', 'there']);
});

test('a line that says the same in another look is painted in it', async () => {
  screen = await renderScreen(page([[{text: 'web'}]]), {columns: 40, rows: 10});
  screen.terminal.render(page([[{text: 'web', inverse: true}]]));
  await screen.settle();
  expect(screen.cellOf('web').inverse).toBe(true);
  screen.terminal.render(page([[{text: 'web', bold: true}]]));
  await screen.settle();
  expect(screen.cellOf('web')).toMatchObject({inverse: false, bold: true});
});
