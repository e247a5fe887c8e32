import {createInterner, type Intern} from './interner.ts';
import {createReadReservation, type ReadReservation} from './reservation.ts';
import {createSpecKey, type SpecKey} from './spec-key.ts';

/** What decoders of one engine share, so that equal strings and specs cost once. */
export interface DecodeTools {
  readonly intern: Intern;
  readonly specKey: SpecKey;
  readonly reservation: ReadReservation;
}

export const createDecodeTools = (): DecodeTools => ({
  intern: createInterner(),
  specKey: createSpecKey(),
  reservation: createReadReservation(),
});
