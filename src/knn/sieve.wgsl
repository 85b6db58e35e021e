// Finds the pairs of a tile of queries and rows that integers cannot rule out, in any order. See `sieve-facts.ts` for
// the arithmetic, of integers alone, and `sieve-reference.ts` for the same in scalars. `dot4` is put before this text.

struct Tile {
  queries: u32,
  rows: u32,
  // vec4 of four times four int8 from one row to the next
  steps: u32,
  // of the tile among all rows
  first: u32,
  capacity: u32,
  squared: u32,
}

struct Query {
  // w, e in sixteenths, digits and exponent of 1 / s
  fixed: vec4<i32>,
  // digits and exponent of need and of more
  needs: vec4<i32>,
  // x: the row that it is itself, -1 for none
  own: vec4<i32>,
}

struct Passed {
  count: atomic<u32>,
  // workgroups that have run
  groups: atomic<u32>,
  pairs: array<u32>,
}

@group(0) @binding(0) var<uniform> tile: Tile;
@group(0) @binding(1) var<storage, read> queryBytes: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read> queries: array<Query>;
@group(0) @binding(3) var<storage, read> rowBytes: array<vec4<u32>>;
@group(0) @binding(4) var<storage, read> rowFixed: array<vec4<i32>>;
@group(0) @binding(5) var<storage, read> rowNeeds: array<vec4<i32>>;
@group(0) @binding(6) var<storage, read_write> passed: Passed;

const SIDE = 64u;
const DEPTH = 4u;
const ALL = -2147483647;
const MOST = 536870912;

var<workgroup> someQueries: array<vec4<u32>, 256>;
var<workgroup> someRows: array<vec4<u32>, 256>;

fn product(digits: i32, exponent: i32, inverse: i32, inverseExponent: i32) -> i32 {
  let value = digits * select(inverse, inverse + 1, digits < 0);
  let shift = exponent + inverseExponent;
  if (shift > 0) {
    return select(select(MOST, 0, value == 0), ALL, value < 0);
  }
  return value >> u32(min(31, -shift));
}

fn needed(needs: vec4<i32>, fixed: vec4<i32>, otherNeeds: vec4<i32>, otherFixed: vec4<i32>) -> i32 {
  let own = product(needs.x, needs.y, otherFixed.z, otherFixed.w);
  if (own == ALL || tile.squared == 0u) {
    return own;
  }
  return own + product(otherNeeds.z, otherNeeds.w, fixed.z, fixed.w);
}

@compute @workgroup_size(16, 16)
fn sieve(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_id) local: vec3<u32>,
  @builtin(local_invocation_index) index: u32,
) {
  let firstQuery = group.x * SIDE;
  let firstRow = group.y * SIDE;
  // which vec4 of the tile this invocation brings into the workgroup's memory
  let side = index / DEPTH;
  let depth = index % DEPTH;
  var dots: array<i32, 16>;
  for (var step = 0u; step < tile.steps; step += DEPTH) {
    let at = step + depth;
    var query = vec4<u32>(0u);
    var row = vec4<u32>(0u);
    if (at < tile.steps) {
      if (firstQuery + side < tile.queries) {
        query = queryBytes[(firstQuery + side) * tile.steps + at];
      }
      if (firstRow + side < tile.rows) {
        row = rowBytes[(tile.first + firstRow + side) * tile.steps + at];
      }
    }
    someQueries[depth * SIDE + side] = query;
    someRows[depth * SIDE + side] = row;
    workgroupBarrier();
    for (var d = 0u; d < DEPTH; d += 1u) {
      let base = d * SIDE;
      let y = array<vec4<u32>, 4>(
        someQueries[base + local.x], someQueries[base + local.x + 16u],
        someQueries[base + local.x + 32u], someQueries[base + local.x + 48u],
      );
      for (var r = 0u; r < 4u; r += 1u) {
        let x = someRows[base + local.y + 16u * r];
        for (var q = 0u; q < 4u; q += 1u) {
          dots[r * 4u + q] += dot4(x.x, y[q].x) + dot4(x.y, y[q].y) + dot4(x.z, y[q].z) + dot4(x.w, y[q].w);
        }
      }
    }
    workgroupBarrier();
  }
  if (index == 0u) {
    atomicAdd(&passed.groups, 1u);
  }
  for (var r = 0u; r < 4u; r += 1u) {
    let row = firstRow + local.y + 16u * r;
    if (row >= tile.rows) {
      continue;
    }
    let fixed = rowFixed[tile.first + row];
    if (fixed.y < 0) {
      continue;
    }
    let needs = rowNeeds[row];
    for (var q = 0u; q < 4u; q += 1u) {
      let query = firstQuery + local.x + 16u * q;
      if (query >= tile.queries) {
        continue;
      }
      let other = queries[query];
      if (i32(tile.first + row) <= other.own.x) {
        continue;
      }
      let bound = ((fixed.y * other.fixed.x + fixed.x * other.fixed.y) >> 4u) + 2;
      let need = min(
        needed(other.needs, other.fixed, needs, fixed),
        needed(needs, fixed, other.needs, other.fixed),
      );
      if (dots[r * 4u + q] + bound >= need) {
        let place = atomicAdd(&passed.count, 1u);
        if (place < tile.capacity) {
          passed.pairs[place] = row * tile.queries + query;
        }
      }
    }
  }
}
