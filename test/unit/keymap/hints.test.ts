import {expect, test} from 'vitest';
import {footerHints, helpRows} from '../../../source/keymap/hints.ts';
import {aBinding, aCommand, inMode} from './builders.ts';

const tables = {
  commands: [
    aCommand('help', {footer: 1}),
    aCommand('scale', {
      footer: 9,
      when: {key: 'kind', in: ['service']},
      disabledReason: () => 'read-only mode',
    }),
    aCommand('describe', {footer: 8, group: 'look'}),
    aCommand('palette only', {names: ['quit', 'q'], argument: '[now]'}),
    aCommand('unreachable'),
  ],
  bindings: [
    aBinding('s', 'scale', inMode('list')),
    aBinding('d ctrl+d', 'describe', inMode('list')),
    aBinding('?', 'help'),
  ],
};

test('the footer names live keys, most important first, disabled ones with their reason', () => {
  expect(footerHints(tables, {mode: 'list', kind: 'service'}, 80)).toEqual([
    {keys: 's', title: 'scale', disabledReason: 'read-only mode'},
    {keys: 'd', title: 'describe', disabledReason: null},
    {keys: '?', title: 'help', disabledReason: null},
  ]);
});

test('the footer holds only what makes sense and what fits', () => {
  const titles = (width: number) =>
    footerHints(tables, {mode: 'list', kind: 'node'}, width).map(hint => hint.title);
  expect(titles(80)).toEqual(['describe', 'help']);
  expect(titles(15)).toEqual(['describe']);
  expect(titles(5)).toEqual([]);
});

test('help lists exactly what can be asked for', () => {
  const rows = helpRows(tables, {mode: 'list'});
  expect(rows.map(row => [row.keys, row.title, row.palette])).toEqual([
    ['?', 'help', ''],
    ['d ^d', 'describe', ''],
    ['', 'palette only', ':quit [now]'],
  ]);
  expect(rows.find(row => row.title === 'describe')?.group).toBe('look');
});
