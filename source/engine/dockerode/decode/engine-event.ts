import type {EngineEvent} from '../../../domain/model/index.ts';
import {count, fields, text, textMap} from './fields.ts';

export const decodeEvent = (wire: unknown): EngineEvent | null => {
  const event = fields(wire);
  const type = text(event['Type']);
  const action = text(event['Action']);
  if (type === '' || action === '') return null;
  const actor = fields(event['Actor']);
  const nanoseconds = count(event['timeNano']);
  return {
    type,
    action,
    id: text(actor['ID']),
    scope: event['scope'] === 'swarm' ? 'swarm' : 'local',
    attributes: textMap(actor['Attributes']),
    timeMs: Math.max(0, nanoseconds > 0 ? Math.floor(nanoseconds / 1e6) : count(event['time']) * 1_000),
  };
};
