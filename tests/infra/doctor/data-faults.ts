import { tableVersion } from "../../../functions/store/data-version.ts";
import { putItem } from "../../../functions/store/table.ts";
import { change, type Fault, nowhere } from "./fault.ts";

/** What can be wrong with what must never be lost. */
export const dataFaults: readonly Fault[] = [
  {
    fault: "there is no session key",
    check: "secret",
    says: /no secret dear-colleague-.*\/session-key/,
    stops: true,
    plant: change(s => {
      delete s.rest.secrets["session-key"];
    }),
  },
  {
    fault: "the address key is too short",
    check: "secret",
    says: /secret address-key is invalid: it /,
    stops: true,
    plant: change(s => {
      s.rest.secrets["address-key"] = "hunter2";
    }),
  },
  {
    fault: "the link keys are no JSON",
    check: "secret",
    says: /secret link-keys is invalid: it /,
    stops: true,
    plant: change(s => {
      s.rest.secrets["link-keys"] = "hunter2";
    }),
  },
  {
    fault: "Secrets Manager cannot be reached",
    check: "secret",
    says: /does not answer/,
    stops: true,
    plant: async s => {
      s.endpoints.secrets = await nowhere();
    },
  },
  {
    fault: "there is no table",
    check: "table",
    says: /no table/,
    stops: true,
    plant: change(s => {
      s.rest.table.exists = false;
    }),
  },
  {
    fault: "the table has other keys",
    check: "table",
    says: /other keys/,
    stops: true,
    plant: change(s => {
      s.rest.table.keys = [{ AttributeName: "id", KeyType: "HASH" }];
    }),
  },
  {
    fault: "the table has items of a newer version",
    check: "table",
    says: /has items of version \d+, and this code reads items up to version/,
    stops: true,
    plant: ({ local }) =>
      putItem(local.pipeline.table, {
        PK: "VERSION",
        SK: "VERSION",
        version: tableVersion + 1,
      }),
  },
  {
    fault: "the credentials are of another account",
    check: "table",
    says: /of account 000000000000/,
    stops: true,
    plant: change(s => {
      s.stage = { ...s.stage, account: "111122223333" };
    }),
  },
  {
    fault: "DynamoDB cannot be reached",
    check: "table",
    says: /DynamoDB does not answer/,
    stops: true,
    plant: async s => {
      s.endpoints.dynamodb = await nowhere();
    },
  },
  {
    fault: "point-in-time recovery is off",
    check: "table recovery",
    says: /is off/,
    stops: false,
    plant: change(s => {
      s.rest.recovery = "DISABLED";
    }),
  },
  {
    fault: "deletion protection is off",
    check: "table protection",
    says: /is off/,
    stops: false,
    plant: change(s => {
      s.rest.protection = false;
    }),
  },
  {
    fault: "TTL is off",
    check: "table expiry",
    says: /is off/,
    stops: false,
    plant: change(s => {
      s.rest.expiry = { TimeToLiveStatus: "DISABLED" };
    }),
  },
  {
    fault: "TTL is on another attribute",
    check: "table expiry",
    says: /on `expires` is off/,
    stops: false,
    plant: change(s => {
      s.rest.expiry = { TimeToLiveStatus: "ENABLED", AttributeName: "ttl" };
    }),
  },
];
