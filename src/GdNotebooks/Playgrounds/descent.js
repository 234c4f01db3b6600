// GradientDescent.Minimize of the library, operation by operation: v ← μ v − η ∇C, θ ← θ + v, and its reasons to stop.
const descend = (start, rate, momentum, most) => {
  const step = (position) => ({ position, cost: cost(...position), gradient: gradient(...position) });
  const steps = [step(start)], bound = 1e12 * (1 + Math.abs(steps[0].cost));
  let velocity = start.map(() => 0);
  for (;;) {
    const here = steps[steps.length - 1], slope = Math.hypot(...here.gradient);
    if (!Number.isFinite(here.cost) || !Number.isFinite(slope) || Math.abs(here.cost) > bound) { return { steps, reason: 'diverged' }; }
    if (slope <= 1e-9) { return { steps, reason: 'converged' }; }
    if (steps.length > most) { return { steps, reason: here.cost > steps[0].cost ? 'diverged' : 'steps used up' }; }
    velocity = velocity.map((v, i) => momentum * v - rate * here.gradient[i]);
    steps.push(step(here.position.map((p, i) => p + velocity[i])));
  }
};
