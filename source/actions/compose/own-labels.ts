import {isRecord, type Json, type JsonRecord} from '../spec/json.ts';

const stackLabel = /^com\.docker\.stack\./;

/** Labels without those that make an object part of a stack. */
export const ownLabels = (labels: Json | undefined): JsonRecord | undefined =>
  isRecord(labels)
    ? Object.fromEntries(Object.entries(labels).filter(([name]) => !stackLabel.test(name)))
    : undefined;
