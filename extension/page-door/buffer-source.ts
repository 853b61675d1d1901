import {
  arrayBuffer,
  arrayLength,
  arrayName,
  arrayOffset,
  Bytes,
  bufferLength,
  copyInto,
  isResizable,
  isView,
  viewBuffer,
  viewLength,
  viewOffset,
} from './captured';

/**
 * The bytes of a BufferSource at this moment, or nothing if it is none, if it is shared or
 * resizable (the browser refuses both) or if its size is too large for the caller.
 */
export function copyOfBuffer(
  value: unknown,
  fits: (size: number) => boolean,
): Uint8Array<ArrayBuffer> | undefined {
  try {
    const { buffer, offset, length } = isView(value) ? extentOfView(value) : wholeBuffer(value);
    if (isResizable(buffer) || !fits(length)) return undefined;
    const copy = new Bytes(length);
    // A detached buffer counts as empty, as in the browser; nothing can be laid over it.
    if (length > 0) copyInto(copy, new Bytes(buffer, offset, length));
    return copy;
  } catch {
    // Not a buffer, or a shared one: the captured getters throw for both.
    return undefined;
  }
}

type Extent = { buffer: ArrayBuffer; offset: number; length: number };

function extentOfView(view: ArrayBufferView): Extent {
  if (arrayName(view) === undefined) {
    return { buffer: viewBuffer(view), offset: viewOffset(view), length: viewLength(view) };
  }
  return { buffer: arrayBuffer(view), offset: arrayOffset(view), length: arrayLength(view) };
}

function wholeBuffer(value: unknown): Extent {
  return { buffer: value as ArrayBuffer, offset: 0, length: bufferLength(value) };
}
