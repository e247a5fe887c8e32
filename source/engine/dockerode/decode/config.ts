import {Buffer} from 'node:buffer';
import type {Config, ConfigId} from '../../../domain/model/index.ts';
import {fields, objectMeta, text, textMap} from './fields.ts';
import {stackOf} from './stack.ts';

export const decodeConfig = (wire: unknown): Config | null => {
  const config = fields(wire);
  const id = text(config['ID']);
  if (id === '') return null;
  const spec = fields(config['Spec']);
  const labels = textMap(spec['Labels']);
  return {
    id: id as ConfigId,
    ...objectMeta(config),
    name: text(spec['Name']),
    stack: stackOf(labels),
    bytes: Buffer.byteLength(text(spec['Data']), 'base64'),
    labels,
  };
};
