using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// Two linear layers, the first of which makes queries, keys and values side by side [steps, 3 · features], and between them, for each example and head, softmax(Q·Kᵀ/√d)·V of the example's
/// valid steps.
/// </summary>
internal sealed unsafe class SelfAttentionStep : LayerStep
{
    private readonly MultiHeadSelfAttention _spec;
    private readonly int _steps, _features, _width, _place;
    private readonly DenseLayer _entry, _exit;
    private readonly Block _projected, _weights, _attended, _projectedGradient, _attendedGradient;
    private readonly Action<int, int> _forward, _backward;
    private RandomStream _stream;
    private bool _drops;

    /// <param name="place">Index of the layer in the network, for its dropout.</param>
    public SelfAttentionStep(MultiHeadSelfAttention spec, NetworkLayer layer, Wiring wiring, int place) : base(layer, wiring)
    {
        (_spec, _steps, _features, _place) = (spec, layer.Input[0], layer.Input[1], place);
        _width = _features / spec.Heads;
        int rows = checked(wiring.Capacity * _steps);
        _entry = new(wiring, wiring.Parameters.Of(layer, "in_proj_weight"), wiring.Parameters.Of(layer, "in_proj_bias"), rows, _features, 3 * _features);
        _exit = new(wiring, wiring.Parameters.Of(layer, "out_proj.weight"), wiring.Parameters.Of(layer, "out_proj.bias"), rows, _features, _features);
        var arena = wiring.Arena;
        (_projected, _projectedGradient) = (arena.Reserve(3L * rows * _features), arena.Reserve(3L * rows * _features));
        (_attended, _attendedGradient) = (arena.Reserve((long)rows * _features), arena.Reserve((long)rows * _features));
        _weights = arena.Reserve((long)rows * spec.Heads * _steps);
        arena.ReserveScratch(2 * WeightsLength + Math.Max(SmallProduct.ScratchLength(_steps, _steps, _width), SmallProduct.ScratchLength(_steps, _width, _steps)));
        (_forward, _backward) = (ForwardHead, BackwardHead);
    }

    private long WeightsLength => Panels.RoundUp(_steps * _steps, 16);

    private float Scale => 1 / MathF.Sqrt(_width);

    public override void Forward(int batch, RunMode mode)
    {
        _drops = mode.Training && _spec.Dropout > 0;
        if (_drops) _stream = new(mode.Seed, RandomUse.Dropout, _place, mode.Step);
        _entry.Forward(InputOf(0), Wiring.Arena.At(_projected), batch * _steps);
        Wiring.Team.Run(batch * _spec.Heads, _forward);
        _exit.Forward(Wiring.Arena.At(_attended), OutputOf(0), batch * _steps);
    }

    public override void Backward(int batch)
    {
        _exit.Backward(Wiring.Arena.At(_attended), OutputGradientOf(0), Wiring.Arena.At(_attendedGradient), batch * _steps);
        Wiring.Team.Run(batch * _spec.Heads, _backward);
        _entry.Backward(InputOf(0), Wiring.Arena.At(_projectedGradient), Wiring.NeedsInputGradient ? InputGradientOf(0) : null, batch * _steps);
    }

    private void ForwardHead(int part, int worker)
    {
        int steps = StepsIn(part);
        float* scratch = Wiring.Arena.Scratch(worker), products = scratch + 2 * WeightsLength, weights = Weights(part);
        SmallProduct.Multiply(Of(_projected, part, 0), Of(_projected, part, 1) with { Transposed = true }, _width, weights, steps, steps, steps, products);
        for (int row = 0; row < steps; row++)
        {
            var scores = new Span<float>(weights + (long)row * steps, steps);
            TensorPrimitives.Multiply(scores, Scale, scores);
            SoftmaxRow.Forward(scores, scores);
        }
        SmallProduct.Multiply(Dropped(part, weights, scratch), Of(_projected, part, 2), steps, Attended(_attended, part), _features, steps, _width, products);
        ClearFrom(steps, Attended(_attended, part), _features);
    }

    private void BackwardHead(int part, int worker)
    {
        int steps = StepsIn(part);
        float* scratch = Wiring.Arena.Scratch(worker), gradients = scratch + WeightsLength, products = gradients + WeightsLength, weights = Weights(part);
        var upstream = new SmallProduct.Operand((nint)Attended(_attendedGradient, part), _features);
        Target(Dropped(part, weights, scratch) with { Transposed = true }, upstream, which: 2);
        SmallProduct.Multiply(upstream, Of(_projected, part, 2) with { Transposed = true }, _width, gradients, steps, steps, steps, products);
        if (_drops) Drop(part, gradients, gradients);
        for (int row = 0; row < steps; row++)
        {
            var scores = new Span<float>(gradients + (long)row * steps, steps);
            SoftmaxRow.Backward(new(weights + (long)row * steps, steps), scores, scores);
            TensorPrimitives.Multiply(scores, Scale, scores);
        }
        var scoreGradients = new SmallProduct.Operand((nint)gradients, steps);
        Target(scoreGradients, Of(_projected, part, 1), which: 0);
        Target(scoreGradients with { Transposed = true }, Of(_projected, part, 0), which: 1);

        void Target(SmallProduct.Operand a, SmallProduct.Operand b, int which)
        {
            var target = Of(_projectedGradient, part, which);
            SmallProduct.Multiply(a, b, steps, target.Data, target.Stride, steps, _width, products);
            ClearFrom(steps, target.Data, target.Stride);
        }
    }

    /// <summary>The attention with what dropout leaves of it.</summary>
    private SmallProduct.Operand Dropped(int part, float* weights, float* scratch)
    {
        if (!_drops) return new((nint)weights, StepsIn(part));
        Drop(part, weights, scratch);
        return new((nint)scratch, StepsIn(part));
    }

    private void Drop(int part, float* source, float* target)
    {
        int count = StepsIn(part) * StepsIn(part);
        DropoutMask.Apply(_stream, _spec.Dropout, (long)part * _steps * _steps, new(source, count), new(target, count));
    }

    /// <summary>What padding attends to is of no account; zero, so that the linear layers around see nothing of it.</summary>
    private void ClearFrom(int steps, float* rows, long stride)
    {
        for (int row = steps; row < _steps; row++) new Span<float>(rows + row * stride, _width).Clear();
    }

    private int StepsIn(int part) => IsShorter(part / _spec.Heads, out int steps) ? steps : _steps;

    /// <param name="part">Example · heads + head.</param>
    /// <param name="which">0 queries, 1 keys, 2 values.</param>
    private SmallProduct.Operand Of(Block projected, int part, int which)
    {
        int example = Math.DivRem(part, _spec.Heads, out int head);
        return new((nint)(Wiring.Arena.At(projected) + 3L * example * _steps * _features + which * _features + head * _width), 3 * _features);
    }

    private float* Attended(Block block, int part)
    {
        int example = Math.DivRem(part, _spec.Heads, out int head);
        return Wiring.Arena.At(block) + (long)example * _steps * _features + head * _width;
    }

    private float* Weights(int part) => Wiring.Arena.At(_weights) + (long)part * _steps * _steps;
}
