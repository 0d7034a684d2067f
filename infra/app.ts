import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import { bundleLambdas } from "./constructs/bundling.ts";
import { deployment, isProtected } from "./deployment.ts";
import { readStage } from "./read-stage.ts";

const app = new App();
const stage = readStage(String(app.node.tryGetContext("stage") ?? "prod"));
const bundles = await bundleLambdas(
  join(import.meta.dirname, "..", "node_modules", ".cache", "dear-colleague", "bundles"),
);
deployment(app, stage, name => Code.fromAsset(bundles[name]), isProtected(app));
app.synth();
