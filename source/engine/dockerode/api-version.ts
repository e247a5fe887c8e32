/** The newest API whose changes the decoders know: an engine's next one may answer otherwise. */
const newestApi = '1.55';
/** The oldest that tells what the console shows (`?status=true`, jobs): engine 20.10. */
export const oldestApi = '1.41';

/** Negative when `a` is older than `b`. */
export const compareApi = (a: string, b: string): number => {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
};

export const isApiVersion = (text: string): boolean => /^\d+\.\d+$/.test(text);

/** The version to speak with an engine for as long as it is connected; null when the engine is too old. */
export const agreedApi = (engines: string): string | null => {
  if (compareApi(engines, oldestApi) < 0) return null;
  return compareApi(engines, newestApi) > 0 ? newestApi : engines;
};
