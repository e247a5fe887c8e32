// `npm start` is the console: the command without arguments.
import './run.mjs';
