/** Chrome's words for every refusal that must not be told apart from others. */
export const NOT_ALLOWED =
  'The operation either timed out or was not allowed. See: https://www.w3.org/TR/webauthn-2/#sctn-privacy-considerations-client.';
