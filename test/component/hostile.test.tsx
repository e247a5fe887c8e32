import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Change} from '../../source/store/changes.ts';
import {anActionSwarm} from '../builders/action-swarm.ts';
import {aConnection} from '../builders/connection.ts';
import {aHostileCluster} from '../builders/hostile-cluster.ts';
import {hostileStrings, hostileText} from '../builders/hostile-strings.ts';
import {anEvent} from '../builders/objects.ts';
import {expectOnlyOurs, stateAfter} from '../driver/only-ours.ts';
import {type ConsoleHarness, consolesOfTests} from './console-harness.tsx';

const open = consolesOfTests();

const size = {columns: 100, rows: 32};

/** Every row between the frame's corners begins and ends with the frame, in the first and the last column. */
function expectAligned(console: ConsoleHarness, where: string): void {
  const sides = /[┃│┏┗┌└├┣┓┛┐┘┤┫┡┩]/;
  const lowest = Array.from({length: size.rows}, (_, row) => row).findLast(row =>
    /[┗└]/.test(console.cell(0, row).text),
  );
  // A message takes up to three rows below the panes, and so do actions on their way.
  expect(lowest ?? 0, where).toBeGreaterThanOrEqual(size.rows - 7);
  const problems = Array.from({length: (lowest ?? 0) - 1}, (_, index) => index + 2).flatMap(row => {
    const [first, last] = [console.cell(0, row).text, console.cell(size.columns - 1, row).text];
    return sides.test(first) && sides.test(last) ? [] : [`${where}, row ${row}: ${console.row(row)}`];
  });
  expect(problems).toEqual([]);
}

const raw = (texts: readonly string[]) => ({
  ID: 'first-id',
  Spec: {
    Name: texts[0],
    Labels: Object.fromEntries(texts.map((text, index) => [text, texts[index + 1] ?? text])),
    TaskTemplate: {ContainerSpec: {Env: texts.map(text => `KEY=${text}`), Args: texts}},
  },
});

async function lookAtEverything(console: ConsoleHarness): Promise<void> {
  for (const list of ['svc', 'no', 'ta', 'st', 'co', 'net', 'vol', 'sec', 'cfg', 'ev', 'ctx', 'overview']) {
    await console.send(`:${list}\r`);
    expectAligned(console, list);
    if (list === 'ev' || list === 'ctx' || list === 'overview') continue;
    for (const key of ['d', 'y', 'u']) {
      await console.send(key);
      await console.settle();
      expectAligned(console, `${list} ${key}`);
      if (console.row(1).includes('▸')) await console.press('esc');
    }
  }
}

async function showAll(texts: readonly string[]): Promise<void> {
  const console = await open(aHostileCluster(texts).store(), {
    ...size,
    raw: raw(texts),
    contexts: () =>
      texts.map((name, index) => ({
        name,
        description: name,
        host: name,
        current: index === 0,
        problem: name,
      })),
  });
  await console.tell({
    kind: 'events',
    events: texts.map(text =>
      anEvent({action: text, id: text, attributes: {name: text, image: text, [text]: text}}),
    ),
  });
  await lookAtEverything(console);
  for (const text of texts.slice(0, 4)) {
    console.console.tell(text, 'critical');
    await console.settle();
    expectAligned(console, 'a message');
    await console.send(`/\x1b[200~${text.slice(0, 200)}\x1b[201~`);
    expectAligned(console, 'a filter');
    await console.press('esc');
  }
  expectOnlyOurs(console.raw());
  expect(await stateAfter(console.raw(), size)).toEqual([]);
  await console.close();
}

/** Everything in a connection that somebody may have named. */
const hostileConnection = (texts: readonly string[]): Change => ({
  kind: 'connection',
  connection: aConnection({
    context: texts[0] ?? '',
    host: texts[1] ?? '',
    why: texts[2] ?? '',
    moved: {from: texts[3] ?? '', reason: texts[4] ?? '', atMs: 0},
  }),
});

/** Dialogs, forms and what becomes of actions, on objects that are named by the texts. */
async function actOnAll(texts: readonly string[]): Promise<void> {
  const swarm = anActionSwarm(aHostileCluster(texts));
  const console = await open(swarm.store, {...size, runner: swarm.runner});
  await console.tell(hostileConnection(texts));
  expectAligned(console, 'the header');
  const opened: string[] = [];
  for (const [list, keys] of [
    [':svc\r', ['s', 'r', 'i', 'm', 'ctrl+d']],
    [':no\r', ['r', 'P', 'ctrl+d']],
  ] as const) {
    await console.send(list);
    await console.press('j');
    for (const key of keys) {
      await console.press(key);
      expectAligned(console, `${list} ${key}`);
      if (console.console.dialogs.content() !== null) opened.push(key);
      await console.send(`\x1b[200~${(texts[0] ?? '').slice(0, 100)}\x1b[201~`);
      await console.press('enter');
      expectAligned(console, `${list} ${key}, filled in`);
      await console.press('esc');
    }
  }
  expect(opened).toEqual(expect.arrayContaining(['s', 'r', 'i', 'm', 'ctrl+d', 'P']));
  await console.send(':svc\r');
  await console.press('s');
  await console.type('+1');
  await console.press('enter');
  expect(console.console.acting.batches.all()).not.toEqual([]);
  await swarm.clock.advance(1_000);
  await console.settle();
  expectAligned(console, 'an action on its way');
  await console.press('esc');
  expectAligned(console, 'the line of an action');
  expectOnlyOurs(console.raw());
  expect(await stateAfter(console.raw(), size)).toEqual([]);
  await console.close();
}

/** The same cluster as plain lines. */
async function readAll(texts: readonly string[]): Promise<void> {
  const env = {TERM: 'xterm-256color', LANG: 'C.UTF-8', MEDIANEST_SCREEN_READER: '1'};
  const swarm = anActionSwarm(aHostileCluster(texts));
  const console = await open(swarm.store, {...size, env, raw: raw(texts), runner: swarm.runner});
  await console.tell(hostileConnection(texts));
  for (const list of ['svc', 'no', 'ta', 'st', 'net', 'vol', 'sec', 'cfg', 'overview']) {
    await console.send(`:${list}\r`);
    await console.send('jd');
    await console.settle();
    await console.press('esc');
  }
  await console.send(':svc\r');
  await console.press('r', 'esc');
  await console.send(`:\x1b[200~${(texts[0] ?? '').slice(0, 100)}\x1b[201~`);
  console.console.tell(texts[1] ?? '', 'critical');
  await console.settle();
  expect(console.raw()).toContain('dialog: ');
  expectOnlyOurs(console.raw());
  const sequences = console.raw().match(/\x1b(?:\[[^@-~]*[@-~]|.)/g) ?? [];
  expect([...new Set(sequences)]).toEqual(['\x1b[?2004h']);
  await console.close();
}

describe('strings that were made to harm', () => {
  it.each([
    'a title by BEL',
    'C1 OSC',
    'the clipboard',
    'BEL and backspace',
    'bidi overrides',
    'mouse reports',
  ])('would be noticed: %s', async name => {
    const text = hostileStrings.find(([known]) => known === name)?.[1] ?? '';
    expect(() => expectOnlyOurs(text)).toThrow();
  });

  it('shift no column and reach no terminal as sequences, in any pane, message or field', async () => {
    const texts = hostileStrings.map(([, text]) => text);
    for (let from = 0; from < texts.length; from += 14) await showAll(texts.slice(from, from + 14));
  }, 120_000);

  it('do no more in dialogs, forms, the header and the lines of actions, nor to a screen reader', async () => {
    const texts = hostileStrings.map(([, text]) => text);
    for (let from = 0; from < texts.length; from += 14) {
      await actOnAll(texts.slice(from, from + 14));
      await readAll(texts.slice(from, from + 14));
    }
  }, 120_000);

  it('do so in no combination', async () => {
    await fc.assert(fc.asyncProperty(fc.array(hostileText, {minLength: 3, maxLength: 8}), showAll), {
      numRuns: 6,
      endOnFailure: true,
    });
  }, 120_000);
});
