// Kernels are imported as text: Vite puts a file that is imported with `?raw` into the bundle as a string.

declare module '*.wgsl?raw' {
  const text: string;
  export default text;
}
