import type {Intent} from '../../intent.ts';
import type {ActionRules} from '../action-rule.ts';
import {planCreate} from './create-object.ts';
import {planRemove} from './remove-object.ts';
import {planRotate, rotatedReads} from './rotate.ts';

/** What is done to secrets, configs, networks and volumes. */
export const objectRules = {
  create: {plan: planCreate, creates: true},
  remove: {plan: planRemove},
  rotate: {plan: planRotate, reads: rotatedReads},
} satisfies Partial<ActionRules<Intent['kind']>>;
