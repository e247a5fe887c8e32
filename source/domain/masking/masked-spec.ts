import {isSecretName, mask, maskArguments, maskUrls, maskVariable} from './masking.ts';

/** Lists of `NAME=value` and of the words of a command, wherever they stand in the engine's JSON. */
const variableLists: ReadonlySet<string> = new Set(['Env']);
const commandLists: ReadonlySet<string> = new Set(['Command', 'Args', 'Cmd', 'Entrypoint', 'Test']);

/** Maps whose keys are chosen by people; elsewhere keys are the engine's own (`TokenTTL`, `PIDs`), which hide nothing. */
const namedValues: ReadonlySet<string> = new Set(['Labels', 'Options', 'DriverOpts', 'Sysctls']);

/** A copy of the engine's JSON in which what looks like a secret is masked. */
export const maskedSpec = (value: unknown, key = ''): unknown => {
  if (typeof value === 'string') return maskUrls(value);
  if (Array.isArray(value)) return maskedList(value, key);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const hides = namedValues.has(key) && typeof inner === 'string' && inner !== '' && isSecretName(name);
      return [name, hides ? mask : maskedSpec(inner, name)];
    }),
  );
};

const maskedList = (values: readonly unknown[], key: string): unknown => {
  const isText = values.every(value => typeof value === 'string');
  if (isText && variableLists.has(key)) return values.map(maskVariable);
  if (isText && commandLists.has(key)) return maskArguments(values);
  return values.map(value => maskedSpec(value));
};
