import {readFileSync} from 'node:fs';
import {builtinModules, createRequire} from 'node:module';

/**
 * Only ever needed by what we do not use: React's developer tools, docker-modem's ssh (ours is another), dockerode's
 * BuildKit sessions and its packing of folders to build images from. They would double the start-up time.
 */
const unused = [
  'react-devtools-core',
  'ssh2',
  '@grpc/grpc-js',
  '@grpc/proto-loader',
  'protobufjs',
  'tar-fs',
  '@balena/dockerignore',
];

const stub = {
  name: 'stub',
  setup(context) {
    const filter = new RegExp(`^(${unused.join('|')})(/.*)?$`);
    context.onResolve({filter}, ({path}) => ({path, namespace: 'stub'}));
    context.onLoad({filter: /.*/, namespace: 'stub'}, () => ({
      contents: 'module.exports = {};',
      loader: 'js',
    }));
  },
};

/** Latin letters, punctuation, arrows, box drawing, blocks, shapes, marks, Braille: one cell each, in any company. */
export const oneCell =
  '\\u00A1-\\u00AC\\u00AE-\\u02FF\\u2010-\\u2027\\u2190-\\u21FF\\u2500-\\u25FC\\u2665\\u2713-\\u2718\\u27F3\\u2800-\\u28FF';

/** Work that packages do at every start or for every request although nobody needs its result. */
const trims = [
  {
    // Only packs folders to build images from. Loading it takes 2 ms and more.
    file: /dockerode[/\\]lib[/\\]util\.js$/,
    from: "var zlib = require('zlib');",
    to: 'var zlib = {};',
  },
  {
    // BuildKit sessions, which are not used, would load it.
    file: /dockerode[/\\]lib[/\\]session\.js$/,
    from: 'crypto = require("crypto")',
    to: 'crypto = {}',
  },
  {
    // Writes every request out in full for a debug line, whether or not debugging is on: 1 ms a request.
    file: /docker-modem[/\\]lib[/\\]modem\.js$/,
    from: "debug('Sending: %s', util.inspect(options,",
    to: "debug.enabled && debug('Sending: %s', util.inspect(options,",
  },
  {
    // Our agent makes all connections, TLS among them: to the modem they are plain HTTP.
    file: /docker-modem[/\\]lib[/\\]http\.js$/,
    from: "var nativeHttps = require('https'),",
    to: 'var nativeHttps = {},',
  },
  {
    // Node's own streams do the same, and are loaded already: 5 ms.
    file: /docker-modem[/\\]lib[/\\]http_duplex\.js$/,
    from: "stream = require('readable-stream');",
    to: "stream = require('stream');",
  },
  {
    // Knows all licences of the world to check a package.json; ours is given, and sound.
    file: /meow[/\\]build[/\\]dependencies\.js$/,
    from: 'var normalizeExports = requireNormalize();',
    to: 'var normalizeExports = () => {};',
  },
  {
    // Asks for `fetch`, which loads all of it, only to take the layout engine from a string after all.
    file: /yoga-layout[/\\]dist[/\\]binaries[/\\]yoga-wasm-base64-esm\.js$/,
    from: 'return w||"function"!=typeof fetch?Promise',
    to: 'return true?Promise',
  },
  {
    // Text of ASCII alone takes the short way. So can all that the console draws its frames with, each of them one cell,
    // instead of being looked for among the emoji, whose expression alone takes long to compile.
    file: /node_modules[/\\]string-width[/\\]index\.js$/,
    from: 'if (/^[\\u0020-\\u007E]*$/.test(string))',
    to: `if (/^[\\u0020-\\u007E${oneCell}]*$/.test(string))`,
  },
];

const trim = {
  name: 'trim',
  setup(context) {
    for (const {file, from, to} of trims) {
      context.onLoad({filter: file}, ({path}) => {
        const text = readFileSync(path, 'utf8');
        if (!text.includes(from)) throw new Error(`${path} has changed: it no longer has ${from}`);
        return {contents: text.replace(from, to), loader: 'js'};
      });
    }
  },
};

/** Loaded with the first call of one of its functions: 5 ms each that the first frame need not wait for. */
const onFirstCall = ['crypto', 'https'];

function lazyBuiltin(path, names) {
  const lines = names.map(name => `export const ${name} = (...values) => $all().${name}(...values);`);
  const whole = 'export default new Proxy({}, {get: (_, name) => $all()[name]});';
  return `const $all = () => require('node:${path}');\n${lines.join('\n')}\n${whole}\n`;
}

/**
 * Imports Node's own modules through `require`. An `import` of `node:http` reads all that it exports, and so loads the
 * whole of fetch, which is not used here.
 */
const builtins = {
  name: 'builtins',
  setup(context) {
    const names = builtinModules.filter(name => /^[a-z]\w*$/.test(name));
    const require = createRequire(import.meta.url);
    context.onResolve({filter: new RegExp(`^(node:)?(${names.join('|')})$`)}, ({path, kind}) =>
      kind === 'import-statement'
        ? {path: path.replace('node:', ''), namespace: 'builtin'}
        : // Without the prefix Node looks for a package of that name first.
          {path: `node:${path.replace('node:', '')}`, external: true},
    );
    context.onLoad({filter: /.*/, namespace: 'builtin'}, ({path}) => {
      const names = Object.keys(Object.getOwnPropertyDescriptors(require(path))).filter(
        name => /^[A-Za-z]\w*$/.test(name) && name !== 'default',
      );
      if (onFirstCall.includes(path)) return {contents: lazyBuiltin(path, names), loader: 'js'};
      const lines = names.map(name => `export const ${name} = /* @__PURE__ */ $read('${name}');`);
      // Marked as pure, so that what nobody imports is left out and never read.
      const head = `const $all = require('node:${path}');\nconst $read = name => $all[name];\nexport default $all;`;
      return {contents: `${head}\n${lines.join('\n')}\n`, loader: 'js'};
    });
  },
};

/** What makes the program start fast; `npm run bench` tells by how much. */
export const startFast = [stub, trim, builtins];
