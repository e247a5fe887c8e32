import type {Secret, SecretId} from '../../../domain/model/index.ts';
import {fields, objectMeta, text, textMap} from './fields.ts';
import {stackOf} from './stack.ts';

export const decodeSecret = (wire: unknown): Secret | null => {
  const secret = fields(wire);
  const id = text(secret['ID']);
  if (id === '') return null;
  const spec = fields(secret['Spec']);
  const labels = textMap(spec['Labels']);
  return {
    id: id as SecretId,
    ...objectMeta(secret),
    name: text(spec['Name']),
    stack: stackOf(labels),
    driver: text(fields(spec['Driver'])['Name']),
    labels,
  };
};
