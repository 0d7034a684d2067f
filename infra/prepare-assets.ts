import { buildAssets } from "./build-assets.ts";

// `npm ci` runs this, so that the first page of `npm start` need not wait for Sass.
await buildAssets();
