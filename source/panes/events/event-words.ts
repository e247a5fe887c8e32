import {exitCodeInWords} from '../../domain/exit-codes.ts';
import type {EngineEvent} from '../../domain/model/index.ts';
import {shortImage} from '../images.ts';

const namesOfFields: Readonly<Record<string, string>> = {
  updatestate: 'update',
};

const valueInWords = (field: string, value: string): string => {
  if (value === '') return 'none';
  if (field === 'image') return shortImage(value);
  return value.replaceAll('_', ' ');
};

/** What changed, from the pairs `x.old` and `x.new` that the engine adds to swarm events. */
const changedFields = (attributes: EngineEvent['attributes']): string[] => {
  const changes: string[] = [];
  for (const [key, after] of Object.entries(attributes)) {
    if (!key.endsWith('.new')) continue;
    const field = key.slice(0, -'.new'.length);
    const before = attributes[`${field}.old`] ?? '';
    const name = Object.hasOwn(namesOfFields, field) ? namesOfFields[field] : field;
    changes.push(`${name} ${valueInWords(field, before)} → ${valueInWords(field, after)}`);
  }
  return changes;
};

const nameIn = ({name = ''}: EngineEvent['attributes']): string => name;

/** Name of the object that an event is about; its id where the engine gives no name. */
export const eventName = (event: EngineEvent): string => nameIn(event.attributes) || event.id.slice(0, 25);

/** What happened beyond the action, in words; empty where the engine says nothing more. */
export const eventChange = (event: EngineEvent): string => {
  const changes = changedFields(event.attributes);
  if (changes.length > 0) return changes.join(', ');
  const {exitCode, image = ''} = event.attributes;
  if (event.action === 'die' && exitCode !== undefined) return exitCodeInWords(Number(exitCode));
  if (event.action === 'oom') return 'a process ran out of memory';
  return event.type === 'container' ? shortImage(image) : '';
};

/** Nodes and networks are updated all the time with nothing to tell: such events carry only a name. */
export const isNoise = (event: EngineEvent): boolean =>
  event.action === 'update' && !Object.keys(event.attributes).some(key => key.endsWith('.new'));

/** Tells events apart: the engine gives them no id, and several may share a time. */
export const eventKey = (event: EngineEvent): string =>
  `${event.timeMs} ${event.type} ${event.action} ${event.id} ${changedFields(event.attributes).join(' ')}`;
