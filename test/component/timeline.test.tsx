import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {openSqliteTimeline} from '../../source/cluster/timeline/sqlite-timeline.ts';
import {createMemoryTimeline} from '../../source/store/timeline/memory-timeline.ts';
import {anEntry, aSwarmTimeline, entries} from '../builders/timeline.ts';
import {until} from '../until.ts';
import {consolesOfTests, shop} from './console-harness.tsx';

const open = consolesOfTests();
/** Twenty pages of what is read at once. */
const many = 20_000;
const patience = {timeoutMs: 10_000};
/** The service `api` of the shop. */
const api = {kind: 'service', id: 'api-id', name: 'api'} as const;
const node = {kind: 'node', id: 'n4', name: 'node-4'} as const;

const atMs = Date.now() - 600_000;
const story = [
  anEntry({
    id: '1',
    timeMs: atMs,
    kind: 'node',
    objects: [node],
    title: 'node-4 is down',
    detail: 'heartbeat failure',
  }),
  anEntry({
    id: '2',
    timeMs: atMs + 1_000,
    kind: 'scale',
    severity: 'info',
    objects: [api],
    title: 'api scaled from 2 to 3',
    detail: '',
  }),
  anEntry({
    ...{
      id: '3',
      timeMs: atMs + 2_000,
      title: 'api.2 failed',
      detail: 'exit 137 (killed, usually out of memory), on node-4',
    },
    objects: [{kind: 'task', id: 'api-2', name: 'api.2'}, api, node],
    isLate: true,
  }),
];

const openTimeline = async (
  size: {columns?: number; rows?: number; env?: Record<string, string>} = {},
  first = story,
) => {
  const timeline = await aSwarmTimeline(first);
  const console = await open(shop().store(), {...size, timeline});
  await console.press(':', ...'tl', 'enter');
  await until('it is read', async () => console.text().includes(first.at(-1)?.title ?? ''), patience);
  return {...console, timeline};
};
const rowOf = (text: string, part: string) => text.split('\n').findIndex(row => row.includes(part));

describe('the timeline', () => {
  it.each([
    [80, 24],
    [200, 60],
  ])('shows the newest first, with its cause in words, at %i×%i', async (columns, rows) => {
    const console = await openTimeline({columns, rows});
    expect(console.text()).toMatch(/┏━ Timeline ━ 3 /);
    expect(console.text()).toMatch(/\d\d:\d\d:\d\d~ .*✖ task +api\.2 failed {2}exit 137 \(killed/);
    expect(rowOf(console.text(), 'api.2 failed')).toBeLessThan(rowOf(console.text(), 'node-4 is down'));
  });

  it('tells each state by a glyph and a word, so that it reads without colour', async () => {
    const console = await openTimeline({env: {NO_COLOR: '1'}});
    expect(console.text()).toMatch(/✖ node +node-4 is down/);
    expect(console.text()).toMatch(/· scale +api scaled from 2 to 3/);
  });

  it('is narrowed by f to a kind and by = to what is at least that bad, and esc takes that back', async () => {
    const console = await openTimeline();
    await console.press('f');
    expect(console.text()).toMatch(/┏━ Timeline ━ 1 of 3 ━ task /);
    await console.press('f');
    expect(console.text()).toMatch(/━ 1 of 3 ━ node /);
    await console.press('=', '=', '=');
    expect(console.text()).toMatch(/━ 1 of 3 ━ node ━ critical /);
    await console.press('esc');
    expect(console.text()).toMatch(/┏━ Timeline ━ 3 /);
  });

  it('of an object opens by t on its row, with what it belongs to', async () => {
    const console = await openTimeline();
    await console.press(':', ...'no /node-4', 'enter', 't');
    await until('it is there', async () => console.text().includes('Timeline of node-4 ━ 2 '), patience);
    await console.press(':', ...'svc /api', 'enter', 't');
    await until('it is there', async () => console.text().includes('Timeline of api ━ 2 '), patience);
    expect(console.text()).not.toContain('node-4 is down');
  });

  it('leads to the logs around an entry by enter, and to its object by d', async () => {
    const console = await openTimeline();
    await console.press('g', 'enter');
    expect(console.text()).toMatch(/┏━ logs of api ━ .* ± 30 s/);
    await console.press('esc', 'j', 'd');
    expect(console.text()).toContain('┏━ describe api ');
  });

  it('stands under every object, newest first', async () => {
    const console = await openTimeline();
    await console.press(':', ...'describe api', 'enter');
    await until('it is read', async () => console.text().includes('api.2 failed'), patience);
    expect(rowOf(console.text(), 'api.2 failed')).toBeLessThan(rowOf(console.text(), 'scaled from 2'));
    console.timeline.add([anEntry({id: '4', timeMs: Date.now(), objects: [api], title: 'api is new'})]);
    await until('it is there', async () => console.text().includes('api is new'), patience);
  });

  it('follows what comes, and what one entry stands for grows', async () => {
    const console = await openTimeline();
    const storm = anEntry({
      id: 'storm',
      timeMs: Date.now(),
      objects: [api],
      count: 7,
      title: '7 tasks of api failed',
    });
    console.timeline.add([storm]);
    await until('it came', async () => console.text().includes('7 tasks of api failed'), patience);
    console.timeline.add([{...storm, count: 9, title: '9 tasks of api failed'}]);
    await until('it grew', async () => console.text().includes('9 tasks of api failed'), patience);
    expect(console.text()).not.toContain('7 tasks');
    expect(console.text()).toMatch(/┏━ Timeline ━ 4 /);
  });

  it('draws a gap where nobody looked', async () => {
    const timeline = await aSwarmTimeline(story);
    await timeline.store.cover('a', {fromMs: atMs - 900_000, toMs: atMs - 300_000});
    await timeline.store.cover('b', {fromMs: atMs - 60_000, toMs: Date.now()});
    const console = await open(shop().store(), {timeline});
    await console.press(':', ...'tl', 'enter');
    await until('it is read', async () => console.text().includes('nothing was recorded from'), patience);
    expect(console.text()).toMatch(/╌ gap +nothing was recorded from \d\d:\d\d:\d\d to \d\d:\d\d:\d\d/);
  });

  it('says what an empty one means, and why it is not kept', async () => {
    const timeline = await aSwarmTimeline([], createMemoryTimeline('the disk is full'));
    const console = await open(shop().store(), {timeline});
    await console.press(':', ...'tl', 'enter');
    expect(console.text()).toContain('No entries. They appear as things happen. Not kept: the disk is full.');
    timeline.add([anEntry({timeMs: Date.now(), title: 'web.1 failed'})]);
    await until('it came', async () => console.text().includes('web.1 failed'), patience);
    expect(console.text()).toContain('what happens is not kept: the disk is full');
  });

  it('takes in a long past by parts, and answers keys meanwhile', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'medianest-timeline-'));
    onTestFinished(() => rmSync(folder, {recursive: true}));
    const store = openSqliteTimeline(join(folder, 'long.sqlite'), null, Date.now());
    const long = entries(many, index => ({title: `entry ${index}`}));
    const timeline = await aSwarmTimeline(long, store);
    const console = await open(shop().store(), {timeline});
    await console.press(':', ...'tl', 'enter');
    await until('the newest are there', async () => console.text().includes(`entry ${many - 1} `), patience);
    await console.press('j');
    expect(console.text()).toMatch(new RegExp(`▸.* entry ${many - 2} `));
    await until('all are there', async () => console.text().includes(`Timeline ━ ${many} ━`), {
      timeoutMs: 50_000,
    });
    expect(console.text()).toMatch(new RegExp(`▸.* entry ${many - 2} `));
    store.close();
  });
});
