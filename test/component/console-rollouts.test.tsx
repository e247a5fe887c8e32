import {describe, expect, it} from 'vitest';
import {anUpdate} from '../builders/objects.ts';
import {until} from '../until.ts';
import {type ActingConsole, actingConsoles} from './acting-console.ts';

const open = actingConsoles();
const patience = {timeoutMs: 10_000};

/** Someone else updates a service. */
const beginElsewhere = async (console: ActingConsole, name: string) => {
  const service = [...console.store.table('services').values()].find(each => each.name === name);
  if (service === undefined) throw new Error(`no service ${name}`);
  const update = anUpdate({startedAtMs: Date.now()});
  await console.tell({
    kind: 'put',
    table: 'services',
    values: [{...service, version: service.version + 1, update}],
  });
};

describe('a rollout that began elsewhere', () => {
  it('opens over the overview by itself, and Esc goes back to it', async () => {
    const console = await open();
    await beginElsewhere(console, 'web');
    await until('it has opened', async () => console.text().includes('┏━ rollout of web '), patience);
    expect(console.text()).toContain('a rollout of web began, not from here; esc goes back');
    await console.press('esc');
    expect(console.text()).toContain('┏━ Overview ');
    expect(console.text()).not.toContain('not from here');
  });

  it.each([
    [80, 24],
    [120, 40],
  ])('has a line above the footer while someone works, and a opens it, at %i×%i', async (columns, rows) => {
    const console = await open({columns, rows});
    await console.goTo('no', 'node-4');
    await beginElsewhere(console, 'web');
    expect(console.row(rows - 2)).toMatch(
      /^ ◐ updating \d+ s: a rollout of web began, not from here.* {2}a opens *$/,
    );
    await beginElsewhere(console, 'api');
    expect(console.row(rows - 2)).toMatch(/rollout of api began.*\+1 more {2}a opens/);
    await console.press('a');
    expect(console.text()).toContain('┏━ rollout of api ');
    expect(console.row(rows - 2)).toMatch(/a rollout of web began/);
    await console.press('a');
    expect(console.text()).toContain('┏━ rollout of web ');
    expect(console.text()).not.toContain('not from here');
  });
});

describe('a rollout from here', () => {
  it('that does not come to be, since someone else changed the same, is told over its page', async () => {
    const console = await open();
    await console.goTo('svc', 'web');
    await console.press('r');
    console.swarm.meddle('web-id', spec => ({...spec, TaskTemplate: {ForceUpdate: 5}}));
    await console.press('tab', 'enter');
    await console.pass(0);
    expect(console.text()).toMatch(/[▲✖] conflict/);
    expect(console.text()).toContain('Plan again');
    expect(console.swarm.writes).toEqual([]);
    await console.press('esc');
    expect(console.text()).toContain('┏━ rollout of web ');
  });
});
