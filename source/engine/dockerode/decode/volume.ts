import type {Volume, VolumeName} from '../../../domain/model/index.ts';
import {fields, text, textMap, time} from './fields.ts';
import {stackOf} from './stack.ts';

export const decodeVolume = (wire: unknown): Volume | null => {
  const volume = fields(wire);
  const name = text(volume['Name']);
  if (name === '') return null;
  const labels = textMap(volume['Labels']);
  return {
    name: name as VolumeName,
    stack: stackOf(labels),
    driver: text(volume['Driver']),
    scope: text(volume['Scope']),
    mountpoint: text(volume['Mountpoint']),
    labels,
    createdAtMs: time(volume['CreatedAt']),
  };
};
