/** Chrome on Android reads codes itself; TypeScript does not know it yet. */
type Detector = { detect(source: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]> };
type DetectorClass = new (options: { readonly formats: readonly string[] }) => Detector;

const FORMATS = ['qr_code', 'data_matrix', 'code_128', 'code_39', 'ean_13'];
const EVERY_MS = 200;

const detectorClass = (): DetectorClass | undefined =>
  (globalThis as { readonly BarcodeDetector?: DetectorClass }).BarcodeDetector;

/** Is there a camera to ask for, and something that reads what it sees? */
export const canScan = (): boolean =>
  detectorClass() !== undefined && typeof navigator.mediaDevices?.getUserMedia === 'function';

/**
 * Shows the camera in `video` and calls `found` with each code it reads. Rejects when the camera is refused. Gives the
 * function that ends it and lets go of the camera.
 */
export const startScan = async (video: HTMLVideoElement, found: (content: string) => void): Promise<() => void> => {
  const Class = detectorClass();
  if (Class === undefined) throw new Error('This browser reads no codes');
  const detector = new Class({ formats: FORMATS });
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
  let over = false;
  let timer: ReturnType<typeof setTimeout>;
  const stop = () => {
    over = true;
    clearTimeout(timer);
    for (const track of stream.getTracks()) track.stop();
  };
  const look = async (): Promise<void> => {
    if (over) return;
    const codes = video.readyState >= video.HAVE_CURRENT_DATA ? await detector.detect(video).catch(() => []) : [];
    const [code] = codes;
    if (!over && code !== undefined) found(code.rawValue);
    if (!over) timer = setTimeout(() => void look(), EVERY_MS);
  };
  video.srcObject = stream;
  await video.play().catch(() => undefined);
  void look();
  return stop;
};
