import { signApproval } from "../../../functions/core/access/approval-token.ts";
import { addressName } from "../../../functions/core/access/approver.ts";
import type { Role } from "../../../functions/core/access/role.ts";
import { editorsSite } from "../../../functions/web/editors-site.tsx";
import { localSignIn } from "../../../infra/local/site/sign-in-site.tsx";
import type { Approving } from "../../steps/approval/a-bulletin-to-approve.ts";
import { sessionOf } from "../a-served-site.ts";

/** The editors' site at an instant, for a member of the team. */
export async function siteAt(a: Approving, when: number, role: Role = "approver", sub = "ada") {
  const pipeline = a.at(when);
  const signIn = localSignIn(pipeline);
  const site = editorsSite(pipeline, a.template, { css: "", js: "" }, { signIn });
  const Cookie = await sessionOf(pipeline, signIn.session, role, sub);
  const ask = async (path: string, fields?: Record<string, string>, headers = { Cookie }) => {
    const body = fields && new URLSearchParams(fields);
    const init = { headers: { ...headers, Origin: "http://localhost" } };
    const response = await site.request(
      path,
      body ? { ...init, method: "POST", body } : Object.assign({ method: "GET" }, init),
    );
    return { status: response.status, html: (await response.text()).replace(/\s+/g, " ") };
  };
  return {
    ask,
    /** Without an account. */
    byLink: (path: string, fields?: Record<string, string>) => ask(path, fields, { Cookie: "" }),
  };
}

/** The link that Ada was mailed about the edition as it is now. */
export async function linkOf(a: Approving): Promise<string> {
  const { id = "", hash = "", proposals: proposal = 0 } = (await a.edition()) ?? {};
  const member = addressName("ada@harbour-health.example");
  return `/approve/${signApproval({ member, edition: id, hash, proposal }, a.pipeline.linkKeys)}`;
}
