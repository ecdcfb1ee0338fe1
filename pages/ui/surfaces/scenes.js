// What can fill the projector: each scene is made once and drawn with all views.

import { heatmap } from "./scene_matrix.js"
import { pause, rest, theme, waiting } from "./scene_pauses.js"
import { rounds } from "./scene_rounds.js"
import { seating } from "./scene_seating.js"
import { section } from "./scene_section.js"
import { solo, wall } from "./scene_sharing.js"
import { canvas, perspective } from "./scene_tables.js"
import { tally, vote } from "./scene_voting.js"

export const scenes = {
  waiting,
  theme,
  pause,
  finished: pause,
  break: rest,
  wall,
  vote,
  result: tally,
  canvas,
  section,
  perspective,
  seating,
  heatmap,
  round: rounds,
  pitch: solo,
}
