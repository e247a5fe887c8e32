import {ApiError} from '../api-error.ts';

/** A version of the Engine API; its parts are numbers, 1.9 is older than 1.41. */
export interface ApiVersion {
  readonly major: number;
  readonly minor: number;
}

/** The newest and the oldest API that an engine speaks, by its own version. */
export interface ApiLimits {
  readonly newest: ApiVersion;
  readonly oldest: ApiVersion;
}

const one = (minor: number): ApiVersion => ({major: 1, minor});

/** First engine of a line, newest first, with its limits. */
const lines: readonly (readonly [engine: number, newest: number, oldest: number])[] = [
  [29.06, 55, 40],
  [29.03, 54, 40],
  [29.02, 53, 44],
  [29, 52, 44],
  [28, 51, 24],
  [27, 47, 24],
  [26, 45, 24],
  [25, 44, 24],
  [24, 43, 12],
  [23, 42, 12],
  [20.1, 41, 12],
];

export const apiLimits = (engineVersion: string): ApiLimits => {
  const [major = '0', minor = '0'] = engineVersion.split('.');
  const engine = Number(major) + Number(minor) / 100;
  const [, newest, oldest] = lines.find(([first]) => engine >= first) ?? [0, 40, 12];
  return {newest: one(newest), oldest: one(oldest)};
};

export const apiVersionText = ({major, minor}: ApiVersion): string => `${major}.${minor}`;

/** Whether one version is older than another. */
export const isBelow = (a: ApiVersion, b: ApiVersion): boolean =>
  a.major < b.major || (a.major === b.major && a.minor < b.minor);

/** Refuses a version that this engine does not speak, in the engine's words. */
export const checkApiVersion = (wanted: ApiVersion, {newest, oldest}: ApiLimits): void => {
  const text = apiVersionText(wanted);
  if (isBelow(newest, wanted)) {
    throw new ApiError(
      400,
      `client version ${text} is too new. Maximum supported API version is ${apiVersionText(newest)}`,
    );
  }
  if (isBelow(wanted, oldest)) {
    throw new ApiError(
      400,
      `client version ${text} is too old. Minimum supported API version is ${apiVersionText(oldest)}, please upgrade your client to a newer version`,
    );
  }
};

/** Clients of before API 1.24 are told what is wrong as plain text. */
export const isWordedPlainly = (wanted: ApiVersion): boolean => isBelow(wanted, one(24));
