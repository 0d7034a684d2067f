import {
  GetAccountSendingEnabledCommand,
  GetIdentityDkimAttributesCommand,
  GetIdentityVerificationAttributesCommand,
  type SESClient,
} from "@aws-sdk/client-ses";
import { identitiesOf, type SendingStatus } from "../../core/people/senders/sending-status.ts";
import type { Pipeline } from "../../steps/pipeline.ts";

/** A page must not wait long for SES. */
const maxWaitMs = 5_000;

/**
 * Asks SES whether the account may send, and about the identity of an address: the most specific one
 * that it knows.
 */
export function openSendingStatus(ses: SESClient): Pipeline["sendingStatus"] {
  return async address => {
    const Identities = identitiesOf(address);
    const options = { abortSignal: AbortSignal.timeout(maxWaitMs) };
    const [{ Enabled }, { VerificationAttributes = {} }, { DkimAttributes = {} }] =
      await Promise.all([
        ses.send(new GetAccountSendingEnabledCommand({}), options),
        ses.send(new GetIdentityVerificationAttributesCommand({ Identities }), options),
        ses.send(new GetIdentityDkimAttributesCommand({ Identities }), options),
      ]);
    const name = Identities.find(each => VerificationAttributes[each] !== undefined);
    // An identity of an address is signed as its domain is.
    const signed = Identities.find(each => DkimAttributes[each] !== undefined);
    return {
      isEnabled: Enabled ?? true,
      identity:
        name === undefined
          ? undefined
          : identityOf(
              name,
              VerificationAttributes[name],
              signed === undefined ? undefined : DkimAttributes[signed],
            ),
    };
  };
}

function identityOf(
  name: string,
  verified: { VerificationStatus?: string | undefined } | undefined,
  signed:
    | { DkimEnabled?: boolean | undefined; DkimVerificationStatus?: string | undefined }
    | undefined,
): SendingStatus["identity"] {
  return {
    name,
    verification: verified?.VerificationStatus ?? "NotStarted",
    dkim: signed?.DkimVerificationStatus,
    signs: signed?.DkimEnabled ?? false,
  };
}
