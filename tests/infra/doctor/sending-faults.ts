import { change, type Fault, nowhere } from "./fault.ts";

/** What can be wrong with SES itself. */
export const sendingFaults: readonly Fault[] = [
  {
    fault: "sending is paused for the account",
    check: "sending",
    says: /paused/,
    stops: true,
    plant: s => s.local.ses.faults.set({ accountPaused: true }),
  },
  {
    fault: "SES cannot be reached",
    check: "sending",
    says: /SES does not answer/,
    stops: true,
    plant: async s => {
      s.endpoints.ses = await nowhere();
    },
  },
  {
    fault: "the account is in the sandbox",
    check: "sandbox",
    says: /200 letters a day, 1 a second/,
    stops: true,
    ses: { maxSendRate: 1, max24HourSend: 200 },
    plant: () => {},
  },
  {
    fault: "SES does not know the domain",
    check: "identity",
    says: /does not know letters\./,
    stops: true,
    plant: change(s => {
      s.identity = undefined;
    }),
  },
  {
    fault: "the domain is not verified",
    check: "identity",
    says: /not verified \(Pending\)/,
    stops: true,
    plant: change(s => {
      if (s.identity) s.identity.verification = "Pending";
    }),
  },
  {
    fault: "DKIM has not succeeded",
    check: "DKIM",
    says: /not signed.*\(Failed\)/,
    stops: false,
    plant: change(s => {
      if (s.identity) s.identity.dkim.status = "Failed";
    }),
  },
  {
    fault: "DKIM is switched off",
    check: "DKIM",
    says: /switched off/,
    stops: false,
    plant: change(s => {
      if (s.identity) s.identity.dkim.enabled = false;
    }),
  },
  {
    fault: "there is no configuration set",
    check: "configuration set",
    says: /does not know/,
    stops: true,
    plant: change(s => {
      s.set = undefined;
    }),
  },
  {
    fault: "the configuration set is paused",
    check: "configuration set",
    says: /paused/,
    stops: true,
    plant: change(s => {
      if (s.set) s.set.sendingEnabled = false;
    }),
  },
  {
    fault: "the event destination is switched off",
    check: "event destination",
    says: /do not go to the topic/,
    stops: true,
    plant: change(s => {
      s.destination.enabled = false;
    }),
  },
  {
    fault: "events go to another topic",
    check: "event destination",
    says: /do not go to the topic/,
    stops: true,
    plant: change(s => {
      s.destination.topic = "arn:aws:sns:eu-west-2:000000000000:another";
    }),
  },
  {
    fault: "complaints are not told",
    check: "event destination",
    says: /does not send these events: complaint\./,
    stops: true,
    plant: change(s => {
      s.destination.eventTypes = ["send", "delivery", "bounce", "reject"];
    }),
  },
  {
    fault: "opens are watched",
    check: "no tracking",
    says: /tracks each colleague's open/,
    stops: false,
    plant: s => s.destination.eventTypes.push("open"),
  },
  {
    fault: "reputation metrics are off",
    check: "reputation",
    says: /not counted/,
    stops: false,
    plant: change(s => {
      if (s.set) s.set.reputationMetrics = false;
    }),
  },
];
