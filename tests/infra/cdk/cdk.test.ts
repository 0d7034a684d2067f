// One file, so that one worker loads the CDK and makes each template once. To run a part of it:
// npm test -- tests/infra/cdk -t "alarms"
import "./data-stack.ts";
import "./alarms.ts";
import "./lambdas.ts";
import "./least-privilege.ts";
import "./nag.ts";
import "./queues.ts";
import "./read-stage.ts";
import "./sending-identity.ts";
import "./sign-in.ts";
import "./sites.ts";
