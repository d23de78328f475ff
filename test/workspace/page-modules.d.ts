// The page's modules are plain JavaScript for the browser; the tests that import them take them as they come.
declare module '*/workspace/page/chart-scale.js';
declare module '*/workspace/page/completion.js';
declare module '*/workspace/page/dates.js';
declare module '*/workspace/page/grouping.js';
declare module '*/workspace/page/markdown.js';
declare module '*/workspace/page/mrkdwn.js';
declare module '*/workspace/page/options.js';
declare module '*/workspace/page/route.js';
declare module '*/workspace/page/strings.js';
declare module '*/workspace/page/values.js';
