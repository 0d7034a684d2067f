import { describe, expect, it } from "vitest";
import { findStatusProblems } from "../../functions/steps/people/find-status-problems.ts";
import { aPipeline } from "../local-pipeline.ts";

const from = "Harbour Health Trust <letters@news.harbour-health.example>";
const success = "Success" as const;
const identity = {
  verification: success,
  dkim: { enabled: true, status: success, tokens: [] },
};

describe("the status of sending", () => {
  it("is that of the most specific identity that SES knows; without an answer, nothing is wrong", async () => {
    const { pipeline, ses, logged } = await aPipeline();
    expect(await findStatusProblems(pipeline, from)).toEqual([]);
    ses.setUp({ identities: { "harbour-health.example": identity } });
    expect(await findStatusProblems(pipeline, from)).toEqual([]);
    ses.setUp({
      identities: {
        "harbour-health.example": identity,
        "news.harbour-health.example": {
          ...identity,
          dkim: { ...identity.dkim, status: "Failed" as const },
        },
      },
    });
    expect(await findStatusProblems(pipeline, from)).toEqual([
      { code: "unsigned", sender: "news.harbour-health.example", status: "Failed" as const },
    ]);
    ses.setUp({ identities: {} });
    ses.faults.set({ accountPaused: {} });
    expect(await findStatusProblems(pipeline, from)).toEqual([
      { code: "sending-off" },
      { code: "sender-unknown", sender: "news.harbour-health.example" },
    ]);
    const refused = async () => {
      throw new Error("AccessDenied");
    };
    expect(await findStatusProblems({ ...pipeline, sendingStatus: refused }, from)).toEqual([]);
    expect(logged.join()).toContain("sending-status-unknown");
  });
});
