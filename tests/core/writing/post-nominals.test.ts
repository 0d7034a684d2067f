import { describe, expect, it } from "vitest";
import { readNameLine } from "../../../functions/core/writing/letter-grammar/post-nominals.ts";

describe("the line with the name", () => {
  it("parts the name from the letters after it", () => {
    for (const [name, postNominals] of [
      ["Ada King", "MP"],
      ["Ada King", "MP, CBE"],
      ["Ada King", "CBE MP"],
      ["Dr Ada King-Lovelace", "PhD, FRCP (Edin)"],
      ["The Rt Hon Ada King", "KC MSP"],
      ["Prof. A. B. King", "FRCPsych"],
      ["Ada King", "AS/MS"],
      ["ADA KING", "M.P."],
    ] as const) {
      expect(readNameLine(`${name} ${postNominals}`)).toEqual({ name, postNominals, role: [] });
    }
  });

  it("takes unknown capitals after a comma for letters too", () => {
    expect(readNameLine("Ada King, FXYZ, ABC")).toEqual({
      name: "Ada King",
      postNominals: "FXYZ, ABC",
      role: [],
    });
  });

  it("leaves a name in capitals whole", () => {
    expect(readNameLine("Jean DUPONT")).toEqual({
      name: "Jean DUPONT",
      postNominals: "",
      role: [],
    });
  });

  it("reads a role on the same line", () => {
    expect(readNameLine("Ada King, Warden of the Tower")).toEqual({
      name: "Ada King",
      postNominals: "",
      role: ["Warden of the Tower"],
    });
    expect(readNameLine("Ada King OBE – Warden, the Tower")).toEqual({
      name: "Ada King",
      postNominals: "OBE",
      role: ["Warden, the Tower"],
    });
    expect(readNameLine("Ada King, MP, Warden")).toEqual({
      name: "Ada King",
      postNominals: "MP",
      role: ["Warden"],
    });
  });
});
