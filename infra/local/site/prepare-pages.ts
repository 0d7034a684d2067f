import { buildAssets } from "../../build-assets.ts";

// `npm ci` runs this, so that the first `npm start` need not wait for Sass, nor for tsx, which keeps what
// it has translated. If something fails here, the first start only takes longer, or says what is wrong.
await Promise.allSettled([
  buildAssets(),
  import("../local-pipeline.ts"),
  import("./site-pages.ts"),
]);
process.exit();
