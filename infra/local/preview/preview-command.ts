import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { getRequestListener } from "@hono/node-server";
import { usualTemplate } from "../../../functions/core/letter/template-name.ts";
import { BadInput, endForBadInput } from "../../cli/bad-input.ts";
import { endWithParent } from "../../cli/end-with-parent.ts";
import { onInterrupt } from "../../cli/interrupt.ts";
import { readArguments, refuseArguments } from "../../cli/read-arguments.ts";
import { listenFrom, tryPort } from "../listen-from.ts";
import { keepToThisMachine } from "../this-machine.ts";
import { openPreview } from "./open-preview.ts";
import { previewSite } from "./preview-site.tsx";

const previewUsage = "Usage: npm run preview -- [--template NAME] [--port PORT]";
const usualPort = 3100;

const root = (folder: string) => fileURLToPath(new URL(`../../../${folder}`, import.meta.url));
const directories = { templates: root("templates"), letters: root("docs/examples") };

async function preview(): Promise<void> {
  const options = { template: { type: "string" }, port: { type: "string" } } as const;
  const { values, positionals } = readArguments(process.argv.slice(2), options, previewUsage);
  refuseArguments(positionals, "Name a template with --template.", previewUsage);
  const wanted = readPort(values.port);
  const opened = await openPreview(directories);
  const { templates } = await opened.read();
  const first = values.template ?? usualTemplate;
  if (!templates.includes(first))
    throw new BadInput(
      `There is no template "${first}". The folder templates has: ${templates.join(", ")}.`,
      previewUsage,
    );
  const site = previewSite(Object.assign({ first }, opened));
  const server = createServer(getRequestListener(site.fetch));
  keepToThisMachine(server, "site");
  if (wanted !== undefined && !(await tryPort(server, wanted)))
    throw new BadInput(`Port ${wanted} is taken. Name another one with --port.`);
  const port = wanted ?? (await listenFrom(server, usualPort));
  console.log(
    `\n  Preview   http://localhost:${port}/\n\nThe page reloads when a file in templates or docs/examples changes. Press Ctrl-C to stop.`,
  );
  const end = () => {
    opened.stop();
    server.close();
    server.closeAllConnections();
  };
  onInterrupt(end, () => process.exit(130));
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new BadInput(`--port must be a number from 1 to 65535, not "${text}".`, previewUsage);
}

endWithParent();
await preview().catch(error => {
  if (endForBadInput(error)) process.exit();
  throw error;
});
