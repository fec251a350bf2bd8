// Points by WebGL 2: places, colours and sizes lie on the GPU, and a frame is one draw call with another camera.
import { pixelsOf } from './camera.ts';
import { FAINT, type PointLayer, type Points, sizeOf } from './point-layer.ts';

const VERTEX = `#version 300 es
layout(location = 0) in vec2 place;   // 0..1
layout(location = 1) in vec4 look;    // colour, and size as a share of twice the middling radius
layout(location = 2) in float lit;    // 1 or 0
uniform vec2 centre;                  // place in the middle of the screen
uniform vec2 stretch;                 // clip units that the width of the map takes
uniform float radius;                 // device pixels
uniform float faint;
out vec4 colour;
out float edge;                       // outer radius with the rim, device pixels
void main() {
  vec2 at = (place - centre) * stretch;
  gl_Position = vec4(at.x, -at.y, 0.0, 1.0);
  edge = radius * 2.0 * look.a + 1.0;
  gl_PointSize = 2.0 * edge;
  colour = vec4(look.rgb, mix(faint, 1.0, lit));
}`;

const FRAGMENT = `#version 300 es
precision mediump float;
in vec4 colour;
in float edge;
uniform vec3 paper;
out vec4 result;                      // premultiplied
void main() {
  float away = length(gl_PointCoord - 0.5) * 2.0 * edge;
  float inside = 1.0 - smoothstep(edge - 1.5, edge - 0.5, away);
  float alpha = colour.a * (1.0 - smoothstep(edge - 1.0, edge, away));
  result = vec4(mix(paper, colour.rgb, inside) * alpha, alpha);
}`;

/** How often a GPU that draws for the first time is asked whether it has. */
const POLL_MS = 8;

const UNIFORMS = ['centre', 'stretch', 'radius', 'faint', 'paper'] as const;

/** @returns undefined where there is no WebGL 2 */
export function createWebglLayer(canvas: HTMLCanvasElement, onLost: () => void): PointLayer | undefined {
  const gl = canvas.getContext('webgl2', { antialias: false, premultipliedAlpha: true, powerPreference: 'low-power' });
  const program = gl && makeProgram(gl);
  if (!gl || !program) return undefined;
  const at = Object.fromEntries(UNIFORMS.map((name) => [name, gl.getUniformLocation(program, name)]));
  const vertices = gl.createVertexArray();
  let buffers: WebGLBuffer[] = [];
  let numPoints = 0;
  canvas.addEventListener('webglcontextlost', onLost, { once: true });

  const addBuffer = (location: number, data: Uint16Array<ArrayBuffer> | Uint8Array<ArrayBuffer>, width: number) => {
    const buffer = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW);
    gl.enableVertexAttribArray(location);
    const type = data instanceof Uint16Array ? gl.UNSIGNED_SHORT : gl.UNSIGNED_BYTE;
    gl.vertexAttribPointer(location, width, type, true, 0, 0);
    buffers.push(buffer);
  };

  return {
    kind: 'webgl2',
    setPoints(points) {
      for (const buffer of buffers) gl.deleteBuffer(buffer);
      buffers = [];
      numPoints = points.positions.length / 2;
      const { places, looks, lit } = backToFront(points);
      gl.bindVertexArray(vertices);
      addBuffer(0, places, 2);
      addBuffer(1, looks, 4);
      addBuffer(2, lit, 1);
      gl.useProgram(program);
      const [red, green, blue] = points.paper;
      gl.uniform3f(at.paper!, red / 255, green / 255, blue / 255);
      gl.uniform1f(at.faint!, FAINT);
    },
    draw(camera, { width, height }, pixelRatio, radius) {
      const { across, down } = pixelsOf(camera);
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      gl.useProgram(program);
      gl.uniform2f(at.centre!, camera.x, camera.y);
      gl.uniform2f(at.stretch!, (2 * across) / width, (2 * down) / height);
      gl.uniform1f(at.radius!, radius * pixelRatio);
      gl.bindVertexArray(vertices);
      gl.drawArrays(gl.POINTS, 0, numPoints);
    },
    async drawn() {
      const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
      if (!fence) return;
      gl.flush();
      while (!gl.isContextLost() && gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED) {
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
      gl.deleteSync(fence);
    },
    dispose() {
      canvas.removeEventListener('webglcontextlost', onLost);
      gl.getExtension('WEBGL_lose_context')?.loseContext();
    },
  };
}

/** The last point first, so that the best known lie on top. */
function backToFront({ positions, colours, lit }: Points) {
  const numPoints = positions.length / 2;
  const places = new Uint16Array(2 * numPoints);
  const looks = new Uint8Array(4 * numPoints);
  const lights = new Uint8Array(numPoints);
  for (let point = 0; point < numPoints; point++) {
    const place = numPoints - 1 - point;
    for (let i = 0; i < 2; i++) places[2 * place + i] = positions[2 * point + i]!;
    for (let i = 0; i < 3; i++) looks[4 * place + i] = colours[3 * point + i]!;
    looks[4 * place + 3] = Math.round((sizeOf(point, numPoints) / 2) * 255);
    lights[place] = lit?.[point] === 0 ? 0 : 255;
  }
  return { places, looks, lit: lights };
}

function makeProgram(gl: WebGL2RenderingContext): WebGLProgram | undefined {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type);
    if (!shader) return undefined;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return gl.getProgramParameter(program, gl.LINK_STATUS) ? program : undefined;
}
