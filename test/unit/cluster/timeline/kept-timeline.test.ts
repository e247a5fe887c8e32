import {describe, expect, it} from 'vitest';
import {createKeptTimeline} from '../../../../source/cluster/timeline/kept-timeline.ts';
import {createMemoryTimeline} from '../../../../source/store/timeline/memory-timeline.ts';
import type {TimelineStore} from '../../../../source/store/timeline/timeline-store.ts';
import {anEntry} from '../../../builders/timeline.ts';

const path = '/state/timeline/swarm.sqlite';
const busy = Object.assign(new Error('database is locked'), {errcode: 5});
const full = Object.assign(new Error('database or disk is full'), {errcode: 13});

/** A file whose next writes fail so. */
const failing = (faults: Error[]): TimelineStore => ({
  ...createMemoryTimeline(''),
  keeping: {kind: 'file', path},
  async add() {
    const fault = faults.shift();
    if (fault !== undefined) throw fault;
    return [anEntry({id: 'was kept'})];
  },
});

const kept = (open: () => TimelineStore) => {
  const waits: number[] = [];
  const timeline = createKeptTimeline(path, open, async ms => void waits.push(ms));
  return {timeline, waits};
};

describe('a kept timeline', () => {
  it('waits while another program writes, and loses nothing', async () => {
    const {timeline, waits} = kept(() => failing([busy, busy, busy]));
    expect(await timeline.add([anEntry()])).toMatchObject([{id: 'was kept'}]);
    expect(waits).toEqual([50, 100, 200]);
    expect(timeline.keeping).toEqual({kind: 'file', path});
  });

  it('goes on in memory when the disk is full, with what could not be written, and says why', async () => {
    const {timeline} = kept(() => failing([full]));
    expect(await timeline.add([anEntry()])).toHaveLength(1);
    expect(await timeline.read({limit: 9})).toMatchObject([{title: 'web.1 failed'}]);
    expect(timeline.keeping).toEqual({
      kind: 'memory',
      reason: `${path} cannot be used: database or disk is full`,
    });
  });

  it('goes on in memory when the file cannot be opened', async () => {
    const {timeline} = kept(() => {
      throw new Error('file is not a database');
    });
    await timeline.add([anEntry()]);
    expect(await timeline.read({limit: 9})).toHaveLength(1);
    expect(timeline.keeping).toMatchObject({reason: `${path} cannot be used: file is not a database`});
  });

  it('goes on in memory when another program never stops writing', async () => {
    const {timeline, waits} = kept(() => failing(Array.from({length: 99}, () => busy)));
    expect(await timeline.add([anEntry()])).toHaveLength(1);
    expect(timeline.keeping.kind).toBe('memory');
    expect(waits.length).toBeGreaterThan(5);
  });
});
