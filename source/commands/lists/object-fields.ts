import {ageInWords} from '../../domain/age.ts';
import {type Field, timeValue} from './listing.ts';

/** The id of an object, in the JSON alone. */
export const idField = <Row>(noun: string, id: (row: Row) => string): Field<Row> => ({
  name: 'id',
  type: 'string',
  meaning: `Id of the ${noun}.`,
  value: id,
});

/** The name of an object, which its rows begin with. */
export const nameField = <Row>(name: (row: Row) => string): Field<Row> => ({
  name: 'name',
  type: 'string',
  meaning: 'Name.',
  title: 'NAME',
  value: name,
});

/** The stack that an object belongs to. */
export const stackField = <Row>(stack: (row: Row) => string | null): Field<Row> => ({
  name: 'stack',
  type: 'string or null',
  meaning: 'Stack that it belongs to.',
  title: 'STACK',
  value: stack,
});

/** When an object was created, in the JSON alone. */
export const createdField = <Row>(createdAtMs: (row: Row) => number): Field<Row> => ({
  name: 'createdAt',
  type: 'string',
  meaning: 'When it was created.',
  value: row => timeValue(createdAtMs(row)),
});

/** The same, shown as an age in the table. */
export const ageField = <Row>(createdAtMs: (row: Row) => number): Field<Row> => ({
  ...createdField(createdAtMs),
  title: 'AGE',
  align: 'right',
  cell: (row, nowMs) => ageInWords(nowMs - createdAtMs(row)),
});
