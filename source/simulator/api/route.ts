import type {SimulatedEngine} from '../simulated-engine.ts';
import type {Answer} from './answer.ts';
import type {Call} from './call.ts';

/** What a route gets to answer with. */
export interface RouteInput {
  readonly engine: SimulatedEngine;
  readonly call: Call;
  readonly answer: Answer;
  /** The part of the path that the pattern calls `:ref` or `*ref`, decoded; empty where there is none. */
  readonly ref: string;
  /** Ends the connection at once; the call's signal is then aborted. */
  readonly cut: () => void;
}

export interface Route {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'DELETE' | 'PUT';
  /** `/services/:ref/update`; `*ref` in place of `:ref` takes slashes too, as names of images have them. */
  readonly pattern: string;
  readonly run: (input: RouteInput) => Promise<void> | void;
}

export interface FoundRoute {
  readonly route: Route;
  readonly ref: string;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const expressionOf = (pattern: string): RegExp =>
  new RegExp(`^${escaped(pattern).replace(':ref', '([^/]+)').replace('\\*ref', '(.+)')}$`);

/** Finds the route of a path; null where the engine has none. What says more of the path wins. */
export const createRouter = (
  routes: readonly Route[],
): ((method: string, path: string) => FoundRoute | null) => {
  const expressions = routes
    .map(route => ({route, expression: expressionOf(route.pattern)}))
    .toSorted((a, b) => fixedLength(b.route) - fixedLength(a.route));
  return (method, path) => {
    for (const {route, expression} of expressions) {
      if (route.method !== method) continue;
      const match = expression.exec(path);
      if (match !== null) return {route, ref: decoded(match[1] ?? '')};
    }
    return null;
  };
};

const fixedLength = ({pattern}: Route): number =>
  pattern.replace(/[:*]ref/, '').length + (/[:*]ref/.test(pattern) ? 0 : 1_000);

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
