import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {Service} from '../../source/domain/model/index.ts';
import {aCluster} from '../builders/cluster.ts';
import {serviceId} from '../builders/ids.ts';
import {aFailedTask, anEvent, nowMs} from '../builders/objects.ts';
import {type ConsoleHarness, consolesOfTests} from './console-harness.tsx';

const open = consolesOfTests();

// A new second is painted, since ages are told from it; here none passes.
beforeEach(() => void vi.useFakeTimers({toFake: ['Date'], now: nowMs}));
afterEach(() => void vi.useRealTimers());

/** More services than the screen has rows, named so that they are listed in the order of their numbers. */
const manyServices = () => {
  const names = Array.from({length: 60}, (_, index) => `service-${index}`);
  return names.reduce((cluster, name) => cluster.withService(name), aCluster().withManagers(3)).store();
};

const changed = (console: ConsoleHarness, name: string, part: Partial<Service>) => {
  const service = console.store.table('services').get(`${name}-id`);
  if (service === undefined) throw new Error('the service is there');
  const values = [{...service, ...part, version: service.version + 1}];
  return console.tell({kind: 'put', table: 'services', values});
};

const small = {columns: 100, rows: 24} as const;
const large = {columns: 160, rows: 50} as const;

describe('what is painted anew', () => {
  it('is nothing when a row beyond the edge has changed', async () => {
    const console = await open(manyServices(), small);
    await console.send(':svc\rj');
    const before = {version: console.console.version(), bytes: console.bytesWritten()};
    await changed(console, 'service-59', {name: 'service-59-new'});
    expect(console.console.version()).toBe(before.version);
    expect(console.bytesWritten()).toBe(before.bytes);
    await console.press('G');
    expect(console.rows().find(row => row.includes('▸'))).toContain('service-59-new');
  });

  it('is nothing when an event tells of what no pane shows', async () => {
    const console = await open(manyServices(), large);
    await console.send(':svc\rj');
    const before = console.console.version();
    await console.tell({kind: 'events', events: [anEvent()]});
    expect(console.console.version()).toBe(before);
  });

  it('is the pane of a row in view, and not the panes beside it', async () => {
    const console = await open(manyServices(), large);
    await console.send(':svc\rj');
    const before = console.console.contents();
    const header = console.console.header();
    expect(before).toHaveLength(3);
    await changed(console, 'service-3', {name: 'service-3-new'});
    const after = console.console.contents();
    expect(console.text()).toContain('service-3-new');
    expect(after.map((content, index) => content === before[index])).toEqual([false, true, true]);
    expect(console.console.header()).toBe(header);
  });

  it('is the header, and no pane, when what it counts is beyond the edge', async () => {
    const console = await open(manyServices(), small);
    await console.send(':svc\rj');
    const before = console.console.contents();
    expect(console.row(0)).toContain('60/60');
    const task = aFailedTask(1000, {serviceId: serviceId('service-59-id'), slot: 1});
    await console.tell({kind: 'put', table: 'tasks', values: [task]});
    expect(console.row(0)).toContain('59/60');
    expect(console.console.contents()).toBe(before);
  });

  it('is everything that ages are told on, once a second has passed', async () => {
    const console = await open(manyServices(), small);
    await console.send(':svc\rj');
    const before = console.console.version();
    vi.setSystemTime(nowMs + 1000);
    await changed(console, 'service-59', {name: 'service-59-new'});
    expect(console.console.version()).toBe(before + 1);
  });
});
