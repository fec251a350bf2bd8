// The colours of the posters: small flat palettes, chosen by eye, sorted by mood. They do not follow the page's light
// and dark: a poster is a printed thing.

/** Five colours of one poster. `ink` is for lettering and reads on `ground`. */
export interface Palette {
  ground: string;
  /** The main shape. */
  main: string;
  /** A quiet second shape, near the ground. */
  quiet: string;
  /** The small bright thing. */
  spark: string;
  ink: string;
}

export type Mood = 'night' | 'warm' | 'cool' | 'pale' | 'acid' | 'rose' | 'dread';

const palette = (ground: string, main: string, quiet: string, spark: string, ink: string): Palette => ({
  ground,
  main,
  quiet,
  spark,
  ink,
});

export const PALETTES: Record<Mood, readonly Palette[]> = {
  night: [
    palette('#11203f', '#e9a23b', '#25427f', '#f6ead2', '#f6ead2'),
    palette('#1d1636', '#f0714f', '#473179', '#ffd8a1', '#fde9cf'),
    palette('#0c343f', '#f2cf63', '#15586a', '#f1f4e8', '#f1f4e8'),
    palette('#1c2321', '#c9d6b8', '#3a4a44', '#e8734a', '#eef0e4'),
    palette('#231a2e', '#8fb7d8', '#4a3a5e', '#f4c95d', '#f3ecf7'),
  ],
  warm: [
    palette('#bb4622', '#f6d9a3', '#a13a1e', '#22252f', '#fff1da'),
    palette('#e2a33c', '#7d2a1c', '#c98722', '#fff4d8', '#3a140d'),
    palette('#f0dcb6', '#c5472c', '#e0bd83', '#27384b', '#2c2319'),
    palette('#8c2f2b', '#eec27a', '#6b201f', '#f7e9cf', '#fbeed8'),
    palette('#d9754b', '#2f2a3a', '#c05c35', '#fbe3b7', '#251d26'),
  ],
  cool: [
    palette('#2f6f7e', '#f3e3bd', '#235663', '#f08a4b', '#fdf3dc'),
    palette('#cfe0da', '#2a5c68', '#a9c9c4', '#e2683c', '#173640'),
    palette('#28528a', '#f4efe1', '#1d3f6e', '#f2b544', '#f6f1e3'),
    palette('#64958c', '#1f3634', '#4d7a72', '#f6e2b3', '#0f2321'),
    palette('#e6e4d6', '#35588f', '#c6cbc8', '#d7503c', '#1d2c45'),
  ],
  pale: [
    palette('#efe7d6', '#2d4a3e', '#d8ccb2', '#d4673f', '#22352d'),
    palette('#e9dfe0', '#5b3a52', '#d2bfc4', '#d99a3d', '#3a2335'),
    palette('#e4e6da', '#54633f', '#c9cfb8', '#b8472f', '#2c3520'),
    palette('#f3e6cf', '#355070', '#e0cba6', '#c8553d', '#22344d'),
    palette('#dfe3e6', '#3e4653', '#c3cad0', '#c9873a', '#22272f'),
  ],
  acid: [
    palette('#f4c430', '#1e2a5a', '#e5ac12', '#e4472f', '#171f45'),
    palette('#ef6f4a', '#fff3cf', '#dd5631', '#1f4e5f', '#2b0f08'),
    palette('#4fb0a5', '#f7e7b4', '#3c968c', '#d9442e', '#0d2c29'),
    palette('#f2efe2', '#e4572e', '#dcd7c2', '#17bebb', '#2a1a14'),
    palette('#f49cbb', '#20396b', '#ea7fa6', '#fff1c9', '#1d1536'),
    palette('#7ba23f', '#fdf2c7', '#658a2f', '#1f2d3d', '#16230a'),
  ],
  rose: [
    palette('#f3cfc6', '#b8304a', '#e9b3a8', '#fff6e6', '#551524'),
    palette('#a8324a', '#f6c9b8', '#86223a', '#fbe6c4', '#ffeee2'),
    palette('#f7e3d4', '#d9576b', '#edc7b4', '#3d5a80', '#472231'),
    palette('#5c2a4d', '#ef8a7a', '#45203a', '#f9d9a8', '#fdeadf'),
    palette('#e88f80', '#5a1f3c', '#db7768', '#ffeccb', '#3d1128'),
  ],
  dread: [
    palette('#141414', '#b3211e', '#2a2725', '#ece4d2', '#ece4d2'),
    palette('#7c1715', '#0f0d0d', '#5f100f', '#f0e2c4', '#f7ead0'),
    palette('#16241d', '#b7c9a0', '#24392e', '#d8432b', '#e6edd8'),
    palette('#dcd5c2', '#1a1817', '#c3baa2', '#a51c1c', '#1a1817'),
    palette('#1b1a26', '#8c86b8', '#2c2a3d', '#e3d36b', '#e9e7f3'),
  ],
};
