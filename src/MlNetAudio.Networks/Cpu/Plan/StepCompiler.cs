using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Steps;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Plan;

/// <summary>
/// Turns a tree of layers into steps in the order of a forward pass. A value that several branches read passes a <see cref="ForkStep"/>, which adds up their gradients, so every other step
/// writes the gradient of its input without asking who else does.
/// </summary>
internal sealed class StepCompiler : ILayerVisitor<Value>
{
    private readonly Arena _arena;
    private readonly WorkerTeam _team;
    private readonly ParameterStore _parameters;
    private readonly BatchLengths _lengths;
    private readonly int _capacity;
    private readonly List<LayerStep> _steps = [];
    private Value _input;
    private int _place;   // of the layer, counted in the order of the steps: streams of random numbers are told apart by it

    private StepCompiler(Arena arena, WorkerTeam team, ParameterStore parameters, BatchLengths lengths, int capacity, Value input) =>
        (_arena, _team, _parameters, _lengths, _capacity, _input) = (arena, team, parameters, lengths, capacity, input);

    /// <param name="inputGradient">Also compute the gradient of the network's input.</param>
    /// <returns>The steps, and what enters the first and leaves the last.</returns>
    public static (IReadOnlyList<LayerStep> Steps, Value Input, Value Output) Compile(
        NetworkSpec network, ParameterStore parameters, BatchLengths lengths, Arena arena, WorkerTeam team, int capacity, bool inputGradient)
    {
        long length = (long)capacity * network.Input.Count;
        var input = new Value(network.Input, arena.Reserve(length), arena.ReserveGradient(length), inputGradient, Overwriting.Yes);
        input.Gradient.TouchBackward(-1);                   // read after all steps
        var compiler = new StepCompiler(arena, team, parameters, lengths, capacity, input);
        compiler.Mask(network.Layers[0], network.Time, input);
        var output = compiler.Compile(network.Layers, input);
        compiler.Mask(network.Layers[^1], network.OutputTime, output);
        output.Gradient.TouchBackward(compiler._steps.Count);   // written before all steps
        return (compiler._steps, input, output);
    }

    public Value Visit(Conv1d spec, NetworkLayer layer)
    {
        if (TimeConvolutionStep.Suits(spec, layer)) return Add(NewOutput(layer), wiring => new TimeConvolutionStep(spec, layer, wiring));
        return Convolve(ConvolutionGeometry.Of(spec, layer.Input[0] / spec.Groups, layer.Input, layer.Output), spec.Groups, spec.HasBias, layer);
    }

    public Value Visit(Conv2d spec, NetworkLayer layer)
    {
        var geometry = ConvolutionGeometry.Of(spec, layer.Input[0] / spec.Groups, layer.Input, layer.Output);
        return ConvolutionBlock.IsDirect(spec, layer)
            ? Add(NewOutput(layer), wiring => new DirectConvolutionStep(geometry, spec.HasBias, layer, wiring))
            : Convolve(geometry, spec.Groups, spec.HasBias, layer);
    }

    public Value Visit(ConvTranspose2d spec, NetworkLayer layer) => Add(
        NewOutput(layer), wiring => new ConvTransposeStep(ConvolutionGeometry.Of(spec, spec.OutChannels / spec.Groups, layer.Input, layer.Output), spec.Groups, spec.HasBias, layer, wiring));

    public Value Visit(PoolLayer spec, NetworkLayer layer) => Add(
        NewOutput(layer), wiring => spec.Kind == PoolKind.Max ? new MaxPoolStep(spec, layer, wiring) : new AveragePoolStep(spec, layer, wiring));

    public Value Visit(BatchNorm spec, NetworkLayer layer) => Add(NewOutput(layer), wiring => new BatchNormStep(spec, layer, wiring));

    public Value Visit(LayerNorm spec, NetworkLayer layer) => Add(NewOutput(layer), wiring => new LayerNormStep(spec, layer, wiring));

    public Value Visit(Relu spec, NetworkLayer layer) => Activate(default(Rectifier), layer, Overwriting.ByMask);

    public Value Visit(LeakyRelu spec, NetworkLayer layer) => Activate(new LeakyRectifier(spec.Slope), layer, Overwriting.Yes);

    public Value Visit(Relu6 spec, NetworkLayer layer) => Activate(default(CappedRectifier), layer, Overwriting.No);

    public Value Visit(Gelu spec, NetworkLayer layer) =>
        spec.UsesTanh ? Activate(default(GaussianLinearByTanh), layer, Overwriting.Yes) : Activate(default(GaussianLinear), layer, Overwriting.Yes);

    public Value Visit(Silu spec, NetworkLayer layer) => Activate(default(Swish), layer, Overwriting.Yes);

    public Value Visit(Tanh spec, NetworkLayer layer) => Activate(default(HyperbolicTangent), layer, Overwriting.No);

    public Value Visit(Sigmoid spec, NetworkLayer layer) => Activate(default(Logistic), layer, Overwriting.No);

    public Value Visit(Softmax spec, NetworkLayer layer) =>
        Add(Elementwise(layer, Overwriting.Yes) with { Overwriting = Overwriting.No }, wiring => new SoftmaxStep(spec.Axis, logarithm: false, layer, wiring));

    public Value Visit(LogSoftmax spec, NetworkLayer layer) =>
        Add(Elementwise(layer, Overwriting.Yes) with { Overwriting = Overwriting.No }, wiring => new SoftmaxStep(spec.Axis, logarithm: true, layer, wiring));

    public Value Visit(Linear spec, NetworkLayer layer) => Add(NewOutput(layer), wiring => new LinearStep(spec, layer, wiring));

    public Value Visit(Dropout spec, NetworkLayer layer)
    {
        int place = _place;
        return Add(Elementwise(layer, Overwriting.ByMask), wiring => new DropoutStep(spec, layer, wiring, place));
    }

    /// <summary>Another shape for the same memory.</summary>
    public Value Visit(Flatten spec, NetworkLayer layer) => _input with { Shape = layer.Output };

    /// <inheritdoc cref="Visit(Flatten, NetworkLayer)"/>
    public Value Visit(Reshape spec, NetworkLayer layer) => _input with { Shape = layer.Output };

    public Value Visit(Permute spec, NetworkLayer layer) => Add(NewOutput(layer), wiring => TransposeStep.FirstAxes(spec) is > 0 and var first
        ? new TransposeStep(first, layer, wiring)
        : new GatherStep(GatherStep.Sources(spec, layer.Input, layer.Output), layer, wiring));

    public Value Visit(UpsampleNearest spec, NetworkLayer layer) => Add(NewOutput(layer), wiring => new GatherStep(GatherStep.Sources(spec, layer.Input, layer.Output), layer, wiring));

    public Value Visit(FrameLayer spec, NetworkLayer layer) => Add(NewOutput(layer), wiring => new GatherStep(GatherStep.Sources(spec, layer.Input, layer.Output), layer, wiring));

    public Value Visit(Rnn spec, NetworkLayer layer) => Recur(spec, layer, wiring => (input, states, place, direction) => new RnnDirection(spec, layer, wiring, input, states, place, direction));

    public Value Visit(Gru spec, NetworkLayer layer) => Recur(spec, layer, wiring => (input, states, place, direction) => new GruDirection(spec, layer, wiring, input, states, place, direction));

    public Value Visit(Lstm spec, NetworkLayer layer) => Recur(spec, layer, wiring => (input, states, place, direction) => new LstmDirection(spec, layer, wiring, input, states, place, direction));

    /// <summary>A learned table makes a gradient needed where none was.</summary>
    public Value Visit(PositionalEncoding spec, NetworkLayer layer) => Add(
        Elementwise(layer, Overwriting.Yes) with { NeedsGradient = _input.NeedsGradient || spec.IsLearned }, wiring => new PositionalEncodingStep(spec, layer, wiring));

    public Value Visit(AttentionPool spec, NetworkLayer layer) => Add(NewOutput(layer), wiring => new AttentionPoolStep(layer, wiring));

    public Value Visit(MultiHeadSelfAttention spec, NetworkLayer layer)
    {
        int place = _place;
        return Add(NewOutput(layer), wiring => new SelfAttentionStep(spec, layer, wiring, place));
    }

    public Value Visit(Sequential spec, NetworkLayer layer) => Compile(layer.Children, _input);

    public Value Visit(Residual spec, NetworkLayer layer)
    {
        var branches = Fork(layer, _input, 2);
        var shortcut = spec.Shortcut is null ? branches[0] : Compile(layer.Children[^1], branches[0]);
        var body = Compile([.. layer.Children.Take(spec.Body.Count)], branches[1]);
        return shortcut.Shape.Equals(body.Shape) ? Sum(layer, shortcut, body)
            : shortcut.Shape.Count > body.Shape.Count ? SpreadSum(layer, shortcut, body)
            : SpreadSum(layer, body, shortcut);
    }

    public Value Visit(Sum spec, NetworkLayer layer)
    {
        var outputs = Branches(layer);
        return outputs.Skip(1).Aggregate(outputs[0], (sum, output) => Sum(layer, sum, output));
    }

    public Value Visit(Concat spec, NetworkLayer layer)
    {
        var outputs = Branches(layer);
        return Join(outputs, NewValue(layer.Output, outputs.Any(output => output.NeedsGradient)), wiring => new ConcatStep(spec.Axis, layer, wiring, outputs));
    }

    public Value Visit(Gated spec, NetworkLayer layer)
    {
        var outputs = Branches(layer);
        Value filter = Owned(outputs[0]), gate = Owned(outputs[1]);
        return Join(outputs, NewValue(layer.Output, filter.NeedsGradient || gate.NeedsGradient), wiring => new GatedStep(layer, wiring, outputs[1], filter.Activation, gate.Activation));
    }

    public Value Visit(SkipSum spec, NetworkLayer layer)
    {
        if (GatedBlock.Of(spec, layer) is { } blocks)
        {
            _place += GatedBlock.Length * blocks.Count;
            return Add(NewValue(layer.Output, needsGradient: true), wiring => new GatedStackStep(blocks, layer, wiring));   // the convolutions' weights need it, whatever stands before
        }
        Value passed = _input;
        Value? sum = null;
        int child = 0;
        for (int i = 0; i < spec.Blocks.Count; i++)
        {
            bool isLast = i == spec.Blocks.Count - 1;
            var (residual, entering) = isLast ? (passed, passed) : Pair(Fork(layer, passed, 2));
            var z = Compile(layer.Children[child++], entering);
            if (spec.Blocks[i] is { Residual: null, Skip: null } && !isLast && residual.NeedsGradient && z.NeedsGradient && sum is null or { NeedsGradient: true })
            {
                (passed, sum) = PassOnAndContribute(layer, residual, z, sum);
                continue;
            }
            var (toResidual, toSkip) = isLast ? (z, z) : Pair(Fork(layer, z, 2));
            if (spec.Blocks[i].Residual is not null) toResidual = Compile(layer.Children[child++], toResidual);
            if (spec.Blocks[i].Skip is not null) toSkip = Compile(layer.Children[child++], toSkip);
            if (!isLast) passed = Sum(layer, residual, toResidual);
            sum = sum is null ? toSkip : Sum(layer, sum, toSkip);
        }
        return sum!;
    }

    private Value Convolve(ConvolutionGeometry geometry, int groups, bool hasBias, NetworkLayer layer) => Add(NewOutput(layer), wiring => groups > 1 && groups == layer.Input[0]
        ? new DepthwiseConvolutionStep(geometry, hasBias, layer, wiring)
        : new ConvolutionStep(geometry, groups, hasBias, layer, wiring));

    private static (Value First, Value Second) Pair(IReadOnlyList<Value> values) => (values[0], values[1]);

    private Value Compile(NetworkLayer layer, Value input)
    {
        (var outer, _input) = (_input, input);
        (var owner, _arena.Owner) = (_arena.Owner, layer);
        if (layer.ReachesBehindEnd) Mask(layer, layer.InputTime, input);
        var output = layer.Accept(this);
        (_input, _arena.Owner) = (outer, owner);
        _place++;
        return output;
    }

    private Value Compile(IReadOnlyList<NetworkLayer> layers, Value input)
    {
        for (int i = 0; i < layers.Count;)
            if (ConvolutionBlock.At(layers, i) is { } block)
            {
                input = Compile(block, input);
                i += block.Length;
            }
            else input = Compile(layers[i++], input);
        return input;
    }

    private Value Compile(ConvolutionBlock block, Value input)
    {
        _place += block.Length;
        if (block.Convolution.ReachesBehindEnd) Mask(block.Convolution, block.Convolution.InputTime, input);
        var output = NewValue(block.Pool.Output, needsGradient: true);
        return Add(output, wiring => block.Norm is { Spec: BatchNorm norm }
            ? new NormalizedConvolutionStep(block.Geometry, block.Spec.HasBias, block.Convolution, norm, block.Norm, wiring)
            : new PooledConvolutionStep(block.Geometry, block.Spec.HasBias, block.Convolution, wiring), input);
    }

    /// <summary>The outputs of all children, which read the same input.</summary>
    private Value[] Branches(NetworkLayer layer)
    {
        var inputs = Fork(layer, _input, layer.Children.Count);
        return [.. layer.Children.Select((child, i) => Compile(child, inputs[i]))];
    }

    /// <summary>One value for several readers. The first shares its gradient, because the first compiled is the last to go backward.</summary>
    private Value[] Fork(NetworkLayer layer, Value value, int count)
    {
        var shared = value with { Overwriting = Overwriting.No };
        if (!value.NeedsGradient) return [.. Enumerable.Repeat(shared, count)];
        Value[] branches = [shared, .. Enumerable.Range(1, count - 1).Select(_ => shared with { Gradient = _arena.ReserveGradient(shared.Gradient.Length) })];
        foreach (var branch in branches) branch.Gradient.TouchBackward(_steps.Count);
        _steps.Add(new ForkStep(layer, new(_arena, _team, _parameters, _lengths, _capacity, value, shared), [.. branches[1..].Select(branch => branch.Gradient)]));
        return branches;
    }

    /// <summary>In the place of either term where that may be; the gradient of the sum is that of the first term, copied for the second.</summary>
    private Value Sum(NetworkLayer layer, Value first, Value second)
    {
        var activation = first.Overwriting == Overwriting.Yes ? first.Activation : second.Overwriting == Overwriting.Yes ? second.Activation : _arena.Reserve(first.Activation.Length);
        var output = new Value(first.Shape, activation, first.NeedsGradient ? first.Gradient : second.Gradient, first.NeedsGradient || second.NeedsGradient, Overwriting.Yes);
        return Join([first, second], output, wiring => new SumStep(layer, wiring, second));
    }

    /// <summary>The second has 1 along some axes: in the place of the first where that may be; the gradient of the sum is that of the first term.</summary>
    private Value SpreadSum(NetworkLayer layer, Value first, Value second)
    {
        var output = first with
        {
            Activation = first.Overwriting == Overwriting.Yes ? first.Activation : _arena.Reserve(first.Activation.Length),
            Gradient = first.NeedsGradient ? first.Gradient : _arena.ReserveGradient(first.Activation.Length),
            NeedsGradient = first.NeedsGradient || second.NeedsGradient,
            Overwriting = Overwriting.Yes,
        };
        return Join([first, second], output, wiring => new SpreadSumStep(layer, wiring, second));
    }

    /// <summary>The total stands in the place of what was contributed before, what is passed on in the place of z, where that may be; gradients are those of the terms.</summary>
    private (Value Passed, Value Total) PassOnAndContribute(NetworkLayer layer, Value residual, Value z, Value? contributed)
    {
        bool overwritesZ = contributed is not null && z.Overwriting == Overwriting.Yes;
        var total = contributed is null ? z : contributed.Overwriting == Overwriting.Yes ? contributed : contributed with { Activation = _arena.Reserve(z.Activation.Length), Overwriting = Overwriting.Yes };
        var passed = residual with { Activation = overwritesZ ? z.Activation : _arena.Reserve(z.Activation.Length), Overwriting = Overwriting.Yes };
        return (Join([residual, z, total], passed, wiring => new SkipStep(layer, wiring, z, contributed, total)), total);
    }

    /// <summary>Zeros behind every example's end, in place.</summary>
    private void Mask(NetworkLayer layer, TimeAxis? time, Value value)
    {
        if (time is not null) Add(value, wiring => new MaskStep(time, layer, wiring), value);
    }

    private Value Join(IReadOnlyList<Value> inputs, Value output, Func<Wiring, LayerStep> step)
    {
        foreach (var input in inputs) input.Gradient.TouchBackward(_steps.Count);
        return Add(output, step, inputs[0]);
    }

    private Value Add(Value output, Func<Wiring, LayerStep> step, Value? input = null)
    {
        input ??= _input;
        if (input.NeedsGradient) input.Gradient.TouchBackward(_steps.Count);
        if (output.NeedsGradient) output.Gradient.TouchBackward(_steps.Count);
        _steps.Add(step(new(_arena, _team, _parameters, _lengths, _capacity, input, output)));
        return output;
    }

    /// <param name="overwriting">What the step's gradient leaves to the next one, in a place of its own or not.</param>
    private Value Activate<TFunction>(TFunction function, NetworkLayer layer, Overwriting overwriting)
        where TFunction : struct, IActivation
    {
        var output = TFunction.SlopeNeedsInput ? Elementwise(layer, needed: null) : Elementwise(layer, Overwriting.Yes);
        return Add(output with { Overwriting = overwriting }, wiring => new ActivationStep<TFunction>(function, layer, wiring));
    }

    /// <summary>A recurrence goes back over the states of all its steps.</summary>
    private Value Recur(RecurrentLayer spec, NetworkLayer layer, Func<Wiring, RecurrentStep.Factory> factory)
    {
        int place = _place;
        return Add(NewOutput(layer, spec.ReturnSequences ? Overwriting.No : Overwriting.Yes), wiring => new RecurrentStep(spec, layer, wiring, place, factory(wiring)));
    }

    /// <summary>An output of its own.</summary>
    private Value NewOutput(NetworkLayer layer, Overwriting overwriting = Overwriting.Yes) =>
        NewValue(layer.Output, _input.NeedsGradient || layer.Parameters.Any(parameter => parameter.IsTrainable)) with { Overwriting = overwriting };

    private Value NewValue(Shape shape, bool needsGradient)
    {
        long length = (long)_capacity * shape.Count;
        return new(shape, _arena.Reserve(length), _arena.ReserveGradient(length), needsGradient, Overwriting.Yes);
    }

    /// <summary>In place where the step's way of overwriting is allowed; its gradient goes in place anyhow.</summary>
    /// <param name="needed">Null: the step reads its input once more and never works in place.</param>
    private Value Elementwise(NetworkLayer layer, Overwriting? needed) =>
        _input.Overwriting >= needed ? _input : _input with { Activation = _arena.Reserve((long)_capacity * layer.Output.Count), Overwriting = Overwriting.Yes };

    /// <summary>The value itself where it may be overwritten, otherwise room beside it.</summary>
    private Value Owned(Value value) => value.Overwriting == Overwriting.Yes ? value : value with { Activation = _arena.Reserve(value.Activation.Length) };
}
