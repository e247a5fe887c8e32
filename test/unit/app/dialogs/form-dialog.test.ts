import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {completePath} from '../../../../source/app/dialogs/complete-path.ts';
import type {OpenDialog} from '../../../../source/app/dialogs/dialog.ts';
import type {Answers, Form} from '../../../../source/app/dialogs/form.ts';
import {createFormDialog} from '../../../../source/app/dialogs/form-dialog.ts';
import {layoutDialog} from '../../../../source/ui/dialog-layout.ts';
import {lineText} from '../../../../source/ui/line-text.ts';
import {until} from '../../../until.ts';

const form: Form = {
  title: 'Create a secret',
  fields: [
    {id: 'name', label: 'Name', problem: text => (text === '' ? 'a name' : null)},
    {id: 'value', label: 'Value', isSecret: true},
    {id: 'driver', label: 'Driver', choices: ['none', 'vault', 'file']},
  ],
  submit: 'Plan',
};

const openForm = () => {
  const ends: (Answers | null)[] = [];
  const dialog = createFormDialog(form, answers => ends.push(answers));
  return {dialog, ends};
};
const type = (dialog: OpenDialog, text: string) => {
  for (const letter of text) dialog.key(letter, letter);
};
const shown = (dialog: OpenDialog) => {
  const view = dialog.view();
  return view === null ? '' : layoutDialog(view, {columns: 80, rows: 24}).lines.map(lineText).join('\n');
};

describe('a form', () => {
  it('gives the answers by the ids of its fields', () => {
    const {dialog, ends} = openForm();
    type(dialog, 'db');
    dialog.key('tab', null);
    type(dialog, 'hunter2');
    dialog.key('tab', null);
    dialog.key('right', null);
    dialog.key('enter', null);
    expect(ends).toEqual([{name: 'db', value: 'hunter2', driver: 'vault'}]);
  });

  it('goes to what is wrong, says it there, and gives nothing until it is right', () => {
    const {dialog, ends} = openForm();
    dialog.key('tab', null);
    expect(shown(dialog)).not.toContain('✖');
    dialog.key('enter', null);
    expect(ends).toEqual([]);
    expect(dialog.view()?.selected).toBe('name');
    expect(shown(dialog)).toContain('✖ a name');
  });

  it('never draws what is secret, typed or pasted', () => {
    const {dialog} = openForm();
    dialog.key('tab', null);
    type(dialog, 'hunter2');
    dialog.paste?.('pasted');
    expect(shown(dialog)).not.toMatch(/hunter2|pasted/);
    expect(shown(dialog)).toContain('•'.repeat(13));
  });

  it('is given up by Esc, by its button, and when something else takes its place', () => {
    for (const giveUp of [
      (dialog: OpenDialog) => dialog.key('esc', null),
      (dialog: OpenDialog) => dialog.press?.('cancel'),
      (dialog: OpenDialog) => dialog.dismissed(),
    ]) {
      const {dialog, ends} = openForm();
      giveUp(dialog);
      expect(ends).toEqual([null]);
    }
  });

  it('keeps the field that has the keys in view where there are more than rows', () => {
    const many: Form = {
      title: 'Many',
      fields: Array.from({length: 40}, (_, at) => ({id: `f${at}`, label: `Field ${at}`})),
    };
    const dialog = createFormDialog(many, () => undefined);
    for (let step = 0; step < 30; step++) dialog.key('tab', null);
    expect(shown(dialog)).toContain('▸ Field 30');
    expect(shown(dialog)).toContain('Cancel');
  });

  it('completes a path by Tab, shows what it may be, goes on where nothing comes of it, and keeps what was typed meanwhile', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'medianest-paths-'));
    for (const name of ['compose.yml', 'compose.prod.yml', '.hidden']) writeFileSync(join(folder, name), '');
    mkdirSync(join(folder, 'stacks'));
    const fields = [
      {id: 'file', label: 'File', complete: completePath},
      {id: 'more', label: 'More'},
    ];
    let paints = 0;
    const dialog = createFormDialog(
      {title: 'Deploy', fields},
      () => undefined,
      () => {
        paints += 1;
      },
    );
    const text = () => {
      const [file] = dialog.view()?.inputs ?? [];
      return file?.kind === 'text' ? file.field.text : '';
    };
    /** Presses Tab and waits until what came of it is painted. */
    const tab = async () => {
      const before = paints;
      dialog.key('tab', null);
      await until('it was looked for', () => paints > before, {timeoutMs: 10_000, everyMs: 5});
    };
    dialog.paste?.(`${folder}/co`);
    await tab();
    expect(text()).toBe(`${folder}/compose.`);
    expect(shown(dialog)).toContain('compose.prod.yml  compose.yml');
    type(dialog, 'y');
    expect(shown(dialog)).not.toContain('compose.prod.yml');
    await tab();
    expect(text()).toBe(`${folder}/compose.yml`);
    await tab();
    expect(dialog.view()?.selected).toBe('more');
    dialog.key('up', null);
    dialog.key('ctrl+u', null);
    dialog.key('tab', null);
    expect(dialog.view()?.selected).toBe('more');
    expect(await completePath(`${folder}/s`)).toEqual({text: `${folder}/stacks/`, choices: ['stacks/']});
    expect((await completePath(`${folder}/`)).choices).not.toContain('.hidden');
    expect(await completePath('/nowhere/at/all')).toEqual({text: '/nowhere/at/all', choices: []});
    rmSync(folder, {recursive: true, force: true});
  });
});
