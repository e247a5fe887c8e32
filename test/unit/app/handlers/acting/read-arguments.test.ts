import {expect, it} from 'vitest';
import {readLabels} from '../../../../../source/app/handlers/acting/nodes.ts';
import {readReplicas} from '../../../../../source/app/handlers/acting/services.ts';

it.each([
  ['5', {to: 5}],
  [' 0 ', {to: 0}],
  ['+2', {by: 2}],
  ['-1', {by: -1}],
])('"%s" is a number of replicas', (text, replicas) => {
  expect(readReplicas(text)).toEqual(replicas);
});

it.each(['', 'five', '1.5', '+-2', '5 6', '9999999999'])('"%s" is no number of replicas', text => {
  expect(readReplicas(text)).toBeNull();
});

it.each([
  ['zone=north rack-', {add: {zone: 'north'}, remove: ['rack']}],
  ['"note=first floor" empty=', {add: {note: 'first floor', empty: ''}, remove: []}],
  ['a=b=c', {add: {a: 'b=c'}, remove: []}],
])('%s sets labels and takes them away', (text, changes) => {
  expect(readLabels(text)).toEqual(changes);
});

it.each(['', 'zone', '=north', '-', 'zone=north rack'])('"%s" changes no labels', text => {
  expect(readLabels(text)).toBeNull();
});
