// <code-scanner>: looks for a code through the camera, for as long as it stands in the page, and tells what it read
// (`code`). Pictures are looked at here and kept nowhere. Where there is no camera, it says so and what to do instead.
import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { decodeQR } from 'qr/decode.js';
import { AppElement } from '../design/app-element.ts';
import { ground, round } from '../design/parts.ts';

/** Between two looks: a hand that moves needs no more. */
const LOOK_MS = 150;
/** For a picture that is not read at once: the library's own limit is that of sixty pictures a second. */
const MAX_LOOK_MS = 60;
/** Of the longer side of what is looked at, in pixels: a code of 85 modules has ten for each where it fills the picture. */
const MAX_SIDE = 960;

const WITHOUT = 'Ask for the file instead: it holds more than a code does.';
const PROBLEMS: Record<string, string> = {
  NotAllowedError: 'The camera was not allowed. The browser’s settings for this page can allow it.',
  NotFoundError: 'No camera was found on this device.',
  NotReadableError: 'The camera is in use by something else, it seems.',
};

@customElement('code-scanner')
export class CodeScanner extends AppElement {
  static override styles = css`
    video {
      display: block;
      width: 100%;
      max-height: 24rem;
      ${round('m')}
      background: #000;
      object-fit: cover;
    }
    .trouble {
      ${ground('clay-wash', 'm', 3, 4)}
      font-size: var(--text-s);
    }
  `;

  @state() private problem = '';
  @query('video') private video!: HTMLVideoElement | null;
  #stream: MediaStream | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Told already: it stays before the camera for a while. */
  #lastRead = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
  }

  protected override firstUpdated(): void {
    void this.#start();
  }

  protected override render() {
    if (this.problem) return html`<p class="trouble" role="alert">${this.problem} ${WITHOUT}</p>`;
    return html`<video playsinline muted aria-label="What the camera sees"></video>
      <p class="soft above-2" role="status">Hold the other screen so that the whole code is in the picture.</p>${nothing}`;
  }

  async #start(): Promise<void> {
    try {
      const stream = await openCamera();
      this.#stream = stream;
      if (!this.isConnected) return this.disconnectedCallback();
      this.video!.srcObject = stream;
      await this.video!.play();
      this.#look();
    } catch (error) {
      const { name } = error as Error;
      // Whoever closed it meanwhile hears no more.
      if (this.isConnected) this.problem = PROBLEMS[name] ?? 'The camera could not be opened here.';
    }
  }

  #look(): void {
    if (!this.isConnected) return;
    const text = this.video && readCode(this.video);
    if (text && text !== this.#lastRead) {
      this.#lastRead = text;
      this.dispatchEvent(new CustomEvent('code', { detail: text }));
    }
    this.#timer = setTimeout(() => this.#look(), LOOK_MS);
  }
}

/** The one on the back, where there are two. @throws DOMException, and TypeError where the page may have none */
function openCamera(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } });
}

const canvas = document.createElement('canvas');

/** Undefined where no code is in the picture. */
function readCode(video: HTMLVideoElement): string | undefined {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return undefined;
  const scale = Math.min(1, MAX_SIDE / Math.max(videoWidth, videoHeight));
  const [width, height] = [Math.round(scale * videoWidth), Math.round(scale * videoHeight)];
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(video, 0, 0, width, height);
  try {
    return decodeQR(context.getImageData(0, 0, width, height), { timeLimit: MAX_LOOK_MS });
  } catch {
    return undefined;
  } finally {
    Object.assign(canvas, { width: 0, height: 0 });
  }
}
