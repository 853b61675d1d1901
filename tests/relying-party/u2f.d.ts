/** The part of the package `u2f` that the site uses. */
declare module 'u2f' {
  export type Request = { version: string; appId: string; challenge: string; keyHandle?: string };
  type Failure = { successful?: undefined; errorMessage: string };
  const library: {
    checkRegistration(
      request: Request,
      answer: unknown,
    ): Failure | { successful: true; publicKey: string; keyHandle: string };
    checkSignature(
      request: Request,
      answer: unknown,
      publicKey: string,
    ): Failure | { successful: true; userPresent: boolean; counter: number };
  };
  // biome-ignore lint/style/noDefaultExport: so does a package that is no module look to one
  export default library;
}
