import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {serviceId, taskId} from '../builders/ids.ts';
import {aTask} from '../builders/objects.ts';
import {until} from '../until.ts';
import {actingConsoles} from './acting-console.ts';
import {shop} from './console-harness.tsx';

const open = actingConsoles();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'medianest-faults-'));
});
afterAll(() => rmSync(folder, {recursive: true, force: true}));

describe('what cannot be done is said before more is asked for', () => {
  it('refuses a name that the engine would not take before it asks for the contents', async () => {
    const console = await open();
    await console.type(':secrets');
    await console.press('enter');
    await console.press('n');
    await console.type('no spaces');
    await console.press('enter');
    expect(console.text()).toContain('✖ "no spaces" is no name for a secret');
    expect(console.text()).not.toContain('Or typed');
    await console.press('esc');
    await console.type(':create config -x');
    await console.press('enter');
    expect(console.row(39)).toContain('"-x" is no name for a config');
  });

  it('says what to do about a file that is not there, and about a folder', async () => {
    const console = await open();
    await console.type(`:create secret pw ${folder}/nothing`);
    await console.press('enter');
    await until('the file was looked for', async () => console.text().includes('there is no file'), {
      timeoutMs: 10_000,
    });
    expect(console.text()).toContain(`there is no file ${folder}/nothing: look at the path`);
    await console.type(`:create secret pw ${folder}`);
    await console.press('enter');
    await until('the folder was looked at', async () => console.text().includes('is a folder'), {
      timeoutMs: 10_000,
    });
    expect(console.swarm.writes).toEqual([]);
  });

  it('says why no shell can be had in a task that has ended, and keeps the terminal', async () => {
    const cluster = shop().withTaskChanged('web-1', {state: 'complete', desiredState: 'shutdown'});
    const console = await open({cluster});
    await console.type(`:shell ${taskId('web-1')}`);
    await console.press('enter');
    expect(console.text()).toContain('web.1 has ended (complete): nothing can be run in it');
  });

  it('takes the name of a task for the one that is there, and not for those that it replaced', async () => {
    const past = aTask({
      ...{id: taskId('past'), serviceId: serviceId('web-id'), slot: 1},
      ...{state: 'shutdown', desiredState: 'shutdown'},
    });
    const cluster = shop();
    const console = await open({
      cluster: cluster.with({tasks: [...cluster.tasks, past]}).withTaskChanged('web-1', {state: 'starting'}),
    });
    await console.type(':shell web.1');
    await console.press('enter');
    expect(console.text()).toContain('web.1 is starting: nothing can be run in it before it runs');
  });

  it('says in the list that the journal cannot be read, in place of that there are no actions', async () => {
    const fault = '/state/journal.jsonl: permission denied';
    const journal = {append: () => fault, list: () => [], readFault: () => fault};
    const console = await open({runner: runner => ({...runner, journal})});
    await console.type(':journal');
    await console.press('enter', 'esc');
    expect(console.text()).toContain('the journal cannot be read. /state/journal.jsonl: permission denied');
    expect(console.text()).not.toContain('Nothing was done');
  });
});
