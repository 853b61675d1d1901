/** The calls of `window.u2f`, as promises. */

type U2fError = { errorCode: number };
type Done = (answer: object) => void;

declare const u2f: {
  register(appId: string, requests: object[], keys: object[], done: Done, seconds?: number): void;
  sign(appId: string, challenge: string, keys: object[], done: Done, seconds?: number): void;
};

export type RegisterArguments = { appId: string; registerRequests: object[]; registeredKeys: object[] };
export type SignArguments = { appId: string; challenge: string; registeredKeys: object[] };

export function registerU2f({ appId, registerRequests, registeredKeys }: RegisterArguments): Promise<object> {
  return answered((done) => u2f.register(appId, registerRequests, registeredKeys, done));
}

/** The page's function is called before this returns. */
export function signU2f({ appId, challenge, registeredKeys }: SignArguments): Promise<object> {
  return answered((done) => u2f.sign(appId, challenge, registeredKeys, done));
}

function answered(call: (done: Done) => void): Promise<object> {
  return new Promise((resolve, reject) => {
    call((answer) => {
      const { errorCode } = answer as Partial<U2fError>;
      if (errorCode) reject(Object.assign(new Error(`code ${errorCode}`), { name: 'U2F error' }));
      else resolve(answer);
    });
  });
}
