// Made by tools/generated_types.py from src/routemap; edit that instead.

export const KINDS = ["flow", "domestic", "role", "undirected"] as const;

export const CONFIDENCES = ["", "low", "medium", "high"] as const;

export const SUPPORTS = ["", "low", "medium", "high", "mixed", "few"] as const;

export const MAGNITUDES = ["", "minor", "moderate", "major"] as const;

export const COLUMNS = ["id", "statement", "market", "commodity", "origin", "transit", "destination", "directed", "confidence", "magnitude", "quantity", "unit", "start", "end", "actors", "source", "locator", "url", "quote", "note"] as const;

/** What a place is in the routes: bits. */
export const ROLE = {
  "origin": 1,
  "transit": 2,
  "destination": 4,
  "undirected": 8
} as const;

export const GROUND = {
  "sea": "#e9eef0",
  "land": "#fbfaf6",
  "border": "#d8d6ce",
  "concerned": "#f4f0e4",
  "subject": "#ece7d8",
  "ink": "#20272b",
  "soft": "#5d676d",
  "hairline": "#e3e6e7",
  "panel": "#ffffff",
  "accent": "#0b5c8a",
  "region": "#8a6d1f"
} as const;

export const LOOK = {
  "head": {
    "length_px": 6.5,
    "length_per_px": 1.1,
    "half_px": 2.6,
    "half_per_px": 0.72,
    "overlap": 0.7,
    "notch": 0.14,
    "casing_px": 2.4,
    "open_px": 1.6,
    "open_per_px": 0.8
  },
  "line_end": {
    "aside": 0.6,
    "straight_heads": 4.0,
    "least_radius_px": 14.0,
    "bows": [ 1.0, 0.85, 0.7, 0.55, 0.4, 0.25, 0.1 ],
    "close_px": 56.0,
    "beside": 0.8,
    "look_at_px": 30.0,
    "shortest_px": 6.0,
    "least_to_edge_px": 26.0,
    "open_px": 0.5,
    "air_px": 1.0,
    "ticks_px": 3.0,
    "head_share": 0.5,
    "straight": 0.03,
    "most": 0.48
  },
  "tail": {
    "length_px": 17.5,
    "fade_px": 6.0,
    "directions": 24,
    "clear_px": 16.0,
    "air_px": 2.5,
    "ample_px": 26.0,
    "onwards": 5.0,
    "from_nowhere": -2.5,
    "directed": 0.05,
    "stub_px": 5.0,
    "stub_head_px": 2.0,
    "full": 0.25,
    "measured": [ 0.15, 0.45, 0.75, 1.0 ],
    "reach_px": 90.0,
    "even": 1e-06,
    "sign_px": 9.0,
    "sign_away_px": 6.5,
    "sign_width_px": 1.7,
    "sign_hook": [
      [ -0.27, -0.22 ],
      [ -0.27, -0.56 ],
      [ 0.28, -0.56 ],
      [ 0.28, -0.2 ],
      [ 0.28, 0.02 ],
      [ 0.0, 0.0 ],
      [ 0.0, 0.2 ]
    ],
    "sign_dot": 0.46,
    "sign_dot_radius": 0.6
  },
  "tick": {
    "half_px": 3.4,
    "half_per_px": 0.6,
    "least_px": 1.6,
    "width_per_px": 0.7,
    "clear_px": 3.5
  },
  "rim": {
    "gap_px": 2.5,
    "bare_px": 1.0,
    "crowd": 0.6,
    "step_px": 11.0,
    "most_turn": 1.75,
    "touch_px": 16.0,
    "apart_px": 0.5,
    "base": 0.8,
    "passing_px": 2.5,
    "full": 0.92,
    "most": 40,
    "squeeze": 0.85,
    "squeezes": 16
  },
  "symbol": {
    "radius_px": 5.5,
    "combined_px": 1.5,
    "bare_px": 2.0,
    "undirected_px": -2.0,
    "halo_px": 1.6,
    "stroke_px": 1.9,
    "inset_px": 0.9,
    "in_ring": 0.66,
    "in_region": 0.62,
    "disc": 0.72,
    "dot": 0.36,
    "dot_in_diamond": 0.4,
    "undirected": 0.8,
    "region_dash_px": [ 3.0, 2.1 ],
    "fold_px": 1.4,
    "apart": 0.9,
    "most_moved_px": 8.0
  },
  "ring": {
    "clear_px": 1.5,
    "gap_px": 2.6,
    "most": 3,
    "start": -0.35,
    "end": 4.933185307179587,
    "width_px": 1.9,
    "casing_px": 1.15,
    "lean": 0.25,
    "tip_px": 5.4,
    "half_px": 3.2,
    "back_px": 0.8
  },
  "badge": {
    "height_px": 15.0,
    "padding_px": 9.0,
    "digit_px": 6.5,
    "away_px": 1.5,
    "stroke_px": 1.2,
    "text_px": 10.5,
    "clear": 0.8,
    "turns": [ -0.25, 0.25, -0.75, 0.75, -0.5, 0.0, 1.0, 0.5 ]
  },
  "name": {
    "positions": [
      [ 1.0, 0.0, 0.0 ],
      [ 0.72, -0.85, 0.6 ],
      [ 0.72, 0.85, 0.8 ],
      [ -1.0, 0.0, 1.2 ],
      [ -0.72, -0.85, 1.6 ],
      [ -0.72, 0.85, 1.8 ],
      [ 0.0, -1.0, 2.0 ],
      [ 0.0, 1.0, 2.2 ]
    ],
    "reaches": [
      [ 3.0, 0.0 ],
      [ 9.0, 3.0 ],
      [ 15.0, 4.5 ],
      [ 26.0, 7.5 ],
      [ 40.0, 10.0 ],
      [ 56.0, 13.0 ]
    ],
    "print_reaches": [
      [ 74.0, 16.0 ],
      [ 94.0, 20.0 ],
      [ 120.0, 25.0 ]
    ],
    "tied_px": 12.0,
    "line_price": 14.0,
    "most_lines": 4,
    "astray_price": 9.0,
    "astray_tied_price": 2.0,
    "stray_px": 10.0,
    "tie_price": 1.2,
    "tie_crossing_price": 5.0,
    "dearest": 30.0,
    "foremost": 12,
    "gap_px": 3.0,
    "near_line_px": 6.5,
    "badge_price": 1.0,
    "subject_rank": 1000000000.0,
    "halo_px": 3.2,
    "tie_inset_px": 2.0,
    "tie_px": 3.0,
    "tie_line_px": 0.9,
    "tie_casing_px": 2.4,
    "tie_piece_px": 6.0,
    "tie_clear": 0.42
  },
  "lettering": {
    "country_px": 11.0,
    "region_px": 12.5,
    "line": 1.2,
    "country_weight": 600,
    "subject_weight": 700,
    "region_weight": 500,
    "country_spacing_px": 1.0,
    "region_spacing_px": 0.2,
    "in_figures": 0.964,
    "in_thumbnails": 1.36
  },
  "land": {
    "border_px": 0.8,
    "disputed_px": 0.7,
    "disputed_ink": "soft",
    "disputed_dash_px": [ 4.0, 3.0 ],
    "hatch_px": 5.0,
    "hatch_line_px": 0.8,
    "hatch_opacity": 0.42,
    "outline_px": 0.9,
    "outline_opacity": 0.55
  },
  "legend": {
    "most_colours": 10,
    "print_most_colours": 16,
    "most_scales": 3,
    "most_named": 4,
    "support": [ "high", "medium", "low", "", "mixed" ],
    "line_px": 34.0,
    "usual_px": 2.6,
    "colour_px": 3.6,
    "ring_px": 5.5
  },
  "strongest": {
    "px_per_line": 11500.0,
    "least": 20,
    "most": 100,
    "slack": 1.25,
    "ties": 2.0,
    "most_behind": 1000,
    "opacity": 0.12,
    "high": 0.75
  },
  "fold": {
    "least": 120,
    "countries": 2.0,
    "subregions": 7.0,
    "places": 0.75,
    "side": 0.86,
    "behind_px": 2.6
  },
  "dash": [
    [],
    [ 0.01, 2.2 ],
    [ 3.4, 2.0 ],
    [],
    [ 7.0, 1.8, 1.6, 1.8 ],
    [ 2.4, 4.4 ]
  ],
  "dot": 0.5,
  "not_assessed_opacity": 0.55,
  "faint": [ 0, 5 ],
  "casing_px": 1.5,
  "vast_members": 25
} as const;

/** How the line of a route becomes vertices. */
export const GEODESIC = {
  "step_km": 100.0,
  "turn_deg": 5.0,
  "most_extra": 36,
  "ring_km": 60.0,
  "ring_steps": 24
} as const;

/** How a line rises over its chord where no layout has looked at the others. */
export const BOW = {
  "flattest": 0.08,
  "fullest": 0.18,
  "long_px": 600.0,
  "highest": 0.42,
  "closer": 0.75
} as const;
