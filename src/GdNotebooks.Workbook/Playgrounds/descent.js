// GradientDescent.Minimize of the library, operation by operation: v ← μ v − η ∇C, θ ← θ + v, and its reasons to stop ('higher' is diverged there).
const descend = (start, rate, momentum, most) => {
  const step = (position) => ({ position, cost: cost(...position), gradient: gradient(...position) });
  const steps = [step(start)], bound = 1e12 * (1 + Math.abs(steps[0].cost));
  let velocity = start.map(() => 0);
  for (;;) {
    const here = steps.at(-1), slope = Math.hypot(...here.gradient);
    if (!Number.isFinite(here.cost) || !Number.isFinite(slope) || Math.abs(here.cost) > bound) { return { steps, reason: 'diverged' }; }
    if (slope <= 1e-9) { return { steps, reason: 'converged' }; }
    if (steps.length > most) { return { steps, reason: here.cost > steps[0].cost ? 'higher' : 'steps used up' }; }
    velocity = velocity.map((v, i) => momentum * v - rate * here.gradient[i]);
    steps.push(step(here.position.map((p, i) => p + velocity[i])));
  }
};

// What becomes of a whole walk, far beyond the steps shown; `name` writes a position.
const verdict = ({ steps, reason }, name) => {
  const count = steps.length - 1, end = steps.at(-1), place = name(end.position);
  // Each move goes back on the one before.
  const swings = (some) => some.length > 3 && some.slice(2).every(({ position }, i) =>
    position.reduce((sum, p, k) => sum + (p - some[i + 1].position[k]) * (some[i + 1].position[k] - some[i].position[k]), 0) < 0);
  if (reason === 'diverged') { return `diverges: the cost ${end.cost < 0 ? 'falls' : 'grows'} without bound`; }
  if (reason === 'higher') { return `diverges: after ${count} steps above its start`; }
  if (reason === 'converged') {
    return count === 0 ? 'converges: flat ground' : `converges${swings(steps.slice(0, 11)) ? ', oscillating,' : ''} to ${place} after ${count} steps`;
  }
  return swings(steps.slice(-11)) ? `oscillates: not at rest after ${count} steps` : `still on its way after ${count} steps, at ${place}`;
};
