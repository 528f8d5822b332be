namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// z = projection(tanh(filter(x)) · σ(gate(x))) along time, the block of a WaveNet: filter and gate are convolutions of the same taps, none of which looks ahead, the projection takes each step by
/// itself. Works on one block of steps at a time, so what lies between x and z never leaves the caches; backward makes it again instead of having kept it.
/// </summary>
/// <remarks>Filter and gate are one convolution of twice the channels. Kept, tanh, σ and their product would be six more passes through memory, which take longer than making them again.</remarks>
internal sealed unsafe class GatedConvolution
{
    private readonly int[] _offsets;
    private readonly int _channels, _gated, _outChannels, _longest, _reach;
    private readonly TimeConvolution _pair, _pairAdjoint, _projection, _projectionAdjoint;

    /// <param name="gated">Channels of filter and gate each.</param>
    /// <param name="offsets">Of each tap of filter and gate, in steps; none positive.</param>
    /// <param name="longest">Steps of a block at most.</param>
    public GatedConvolution(int channels, int gated, int outChannels, int[] offsets, int longest)
    {
        (_channels, _gated, _outChannels, _offsets, _longest, _reach) = (channels, gated, outChannels, offsets, longest, -offsets.Min());
        _pair = new(channels, 2 * gated, offsets, longest);
        _pairAdjoint = new(2 * gated, channels, [.. offsets.Select(offset => -offset)], longest);
        _projection = new(gated, outChannels, [0], longest);
        _projectionAdjoint = new(outChannels, gated, [0], longest);
    }

    /// <summary>Floats of the packed weights.</summary>
    public long PackedLength => ZerosAt + Panels.RoundUp(Math.Max(_channels, _gated), Panels.Rows);

    /// <summary>Floats of scratch memory for one block.</summary>
    public long ScratchLength => _pair.ScratchLength + 2L * _gated * (_longest + WindowStride);

    /// <summary>Floats that a backward pass carries from block to block: the gradients of filter and gate at as many later steps as they reach back.</summary>
    public int HaloLength => 2 * _gated * _reach;

    /// <summary>Gradients by the weights of filter and gate [2 · gated, channels, kernel], their biases [2 · gated], the projection's weights [outChannels, gated] and biases [outChannels].</summary>
    public int SumLength => ProjectionBiasSumsAt + _outChannels;

    public int PairBiasSumsAt => 2 * _gated * _pair.Taps;

    public int ProjectionSumsAt => PairBiasSumsAt + 2 * _gated;

    public int ProjectionBiasSumsAt => ProjectionSumsAt + _outChannels * _gated;

    private long WindowStride => _longest + _reach;

    private long PairBiasAt => Panels.LengthOfRows(2 * _gated, _pair.Taps);

    private long ProjectionAt => PairBiasAt + Panels.RoundUp(2 * _gated, Panels.Rows);

    private long ProjectionBiasAt => ProjectionAt + Panels.LengthOfRows(_outChannels, _gated);

    private long PairAdjointAt => ProjectionBiasAt + Panels.RoundUp(_outChannels, Panels.Rows);

    private long ProjectionAdjointAt => PairAdjointAt + Panels.LengthOfRows(_channels, _pairAdjoint.Taps);

    private long ZerosAt => ProjectionAdjointAt + Panels.LengthOfRows(_gated, _outChannels);

    /// <param name="filter">[gated, channels, kernel].</param>
    /// <param name="gate">As the filter.</param>
    /// <param name="projection">[outChannels, gated].</param>
    /// <param name="packed">Zeros where nothing is ever written.</param>
    public void PackWeights(float* filter, float* gate, float* projection, float* packed)
    {
        Panels pair = new((nint)packed, _pair.Taps), pairAdjoint = new((nint)(packed + PairAdjointAt), _pairAdjoint.Taps);
        _pair.PackWeights(filter, _gated, pair, 0);
        _pair.PackWeights(gate, _gated, pair, _gated);
        _pairAdjoint.PackAdjoint(filter, _gated, pairAdjoint, 0);
        _pairAdjoint.PackAdjoint(gate, _gated, pairAdjoint, _gated);
        _projection.PackWeights(projection, _outChannels, new((nint)(packed + ProjectionAt), _gated), 0);
        _projectionAdjoint.PackAdjoint(projection, _outChannels, new((nint)(packed + ProjectionAdjointAt), _outChannels), 0);
    }

    /// <summary>Biases; null: zeros.</summary>
    public void PackBiases(float* filter, float* gate, float* projection, float* packed)
    {
        Copy(filter, packed + PairBiasAt, _gated);
        Copy(gate, packed + PairBiasAt + _gated, _gated);
        Copy(projection, packed + ProjectionBiasAt, _outChannels);
    }

    /// <summary>Steps <paramref name="first"/> to first + length − 1 of z.</summary>
    /// <param name="x">[channels], all steps.</param>
    /// <param name="z">[outChannels] from the block's first step on.</param>
    public void Forward(TimeRows x, int first, int length, float* packed, TimeRows z, float* scratch)
    {
        var pair = new TimeRows(scratch + _pair.ScratchLength, _longest, length);
        _pair.Forward(x, first, length, new((nint)packed, _pair.Taps), packed + PairBiasAt, pair, scratch);
        Gate(pair, pair);
        _projection.Forward(pair, 0, length, new((nint)(packed + ProjectionAt), _gated), packed + ProjectionBiasAt, z, scratch);
    }

    /// <summary>
    /// The gradients of one block, of which the last comes first: filter and gate reach back in time, so x's gradient hears those of theirs from later steps.
    /// </summary>
    /// <param name="zGradient">[outChannels] from the block's first step on.</param>
    /// <param name="xGradient">[channels] from the block's first step on: receives the loss's gradient by x through this block of the network.</param>
    /// <param name="sums">Gradients by weights and biases are added here, <see cref="SumLength"/>.</param>
    /// <param name="halo">Zeros before the last block; not to be touched between blocks.</param>
    public void Backward(TimeRows x, int first, int length, float* packed, TimeRows zGradient, TimeRows xGradient, float* sums, float* halo, float* scratch)
    {
        TimeRows product = new(scratch + _pair.ScratchLength, _longest, length), gradient = product.AtChannel(_gated);
        var pair = new TimeRows(product.Row(2 * _gated), WindowStride, length + _reach);

        _pair.Forward(x, first, length, new((nint)packed, _pair.Taps), packed + PairBiasAt, pair, scratch);
        Gate(pair with { Steps = length }, product);
        _projection.AddWeightGradient(product, 0, length, zGradient, sums + ProjectionSumsAt, scratch);
        _projection.AddBiasGradient(zGradient, length, sums + ProjectionBiasSumsAt);
        _projectionAdjoint.Forward(zGradient with { Steps = length }, 0, length, new((nint)(packed + ProjectionAdjointAt), _outChannels), packed + ZerosAt, gradient, scratch);

        for (int row = 0; row < _gated; row++)
        {
            float* filter = pair.Row(row), gate = pair.Row(_gated + row);
            GatedUnit.Backward(filter, gate, gradient.Row(row), filter, gate, length);
        }
        _pair.AddWeightGradient(x, first, length, pair, sums, scratch);
        _pair.AddBiasGradient(pair, length, sums + PairBiasSumsAt);
        for (int row = 0; row < 2 * _gated; row++)
        {
            var later = new Span<float>(halo + (long)row * _reach, _reach);
            later.CopyTo(new(pair.Row(row) + length, _reach));
            new ReadOnlySpan<float>(pair.Row(row), _reach).CopyTo(later);
        }
        _pairAdjoint.Forward(pair, 0, length, new((nint)(packed + PairAdjointAt), _pairAdjoint.Taps), packed + ZerosAt, xGradient, scratch);
    }

    /// <summary>Straight from the definition.</summary>
    /// <param name="x">[channels, steps].</param>
    /// <param name="parameters">In the order of <see cref="SumLength"/>.</param>
    /// <param name="z">[outChannels, steps].</param>
    internal void ForwardReference(ReadOnlySpan<float> x, int steps, ReadOnlySpan<float> parameters, Span<float> z)
    {
        float[] pair = PairReference(x, steps, parameters), product = new float[_gated * steps];
        for (int i = 0; i < product.Length; i++) product[i] = pair[i] * pair[product.Length + i];
        _projection.ForwardReference(product, steps, parameters[ProjectionSumsAt..], parameters[ProjectionBiasSumsAt..], z, steps);
    }

    /// <param name="zGradient">[outChannels, steps].</param>
    /// <param name="xGradient">[channels, steps].</param>
    /// <param name="sums">Receives the gradients by the parameters.</param>
    internal void BackwardReference(ReadOnlySpan<float> x, int steps, ReadOnlySpan<float> parameters, ReadOnlySpan<float> zGradient, Span<float> xGradient, Span<float> sums)
    {
        int count = _gated * steps;
        float[] pair = PairReference(x, steps, parameters), product = new float[count], pairGradient = new float[2 * count];
        for (int g = 0; g < _gated; g++)
            for (int t = 0; t < steps; t++)
            {
                int at = g * steps + t;
                double gradient = 0, tanh = pair[at], sigmoid = pair[count + at];
                for (int o = 0; o < _outChannels; o++) gradient += (double)parameters[ProjectionSumsAt + o * _gated + g] * zGradient[o * steps + t];
                (product[at], pairGradient[at], pairGradient[count + at]) = ((float)(tanh * sigmoid), (float)(gradient * sigmoid * (1 - tanh * tanh)), (float)(gradient * tanh * sigmoid * (1 - sigmoid)));
            }
        _pair.WeightGradientReference(x, steps, pairGradient, steps, sums);
        _projection.WeightGradientReference(product, steps, zGradient, steps, sums[ProjectionSumsAt..]);
        for (int g = 0; g < 2 * _gated; g++) sums[PairBiasSumsAt + g] = (float)pairGradient.Skip(g * steps).Take(steps).Sum(value => (double)value);
        for (int o = 0; o < _outChannels; o++) sums[ProjectionBiasSumsAt + o] = (float)zGradient.Slice(o * steps, steps).ToArray().Sum(value => (double)value);
        for (int c = 0; c < _channels; c++)
            for (int t = 0; t < steps; t++)
            {
                double sum = 0;
                for (int k = 0; k < 2 * _gated * _offsets.Length; k++)
                {
                    int g = k / _offsets.Length, tap = k % _offsets.Length, at = t - _offsets[tap];
                    if (at < steps) sum += (double)parameters[g * _pair.Taps + c * _offsets.Length + tap] * pairGradient[g * steps + at];
                }
                xGradient[c * steps + t] = (float)sum;
            }
    }

    /// <summary>tanh, then σ: [2 · gated, steps].</summary>
    private float[] PairReference(ReadOnlySpan<float> x, int steps, ReadOnlySpan<float> parameters)
    {
        float[] pair = new float[2 * _gated * steps];
        _pair.ForwardReference(x, steps, parameters, parameters[PairBiasSumsAt..], pair, steps);
        for (int i = 0; i < pair.Length; i++) pair[i] = i < pair.Length / 2 ? MathF.Tanh(pair[i]) : GateFunctions.Sigmoid(pair[i]);
        return pair;
    }

    /// <summary>From the sums of filter and gate to tanh and σ, in their place, and to the product of both.</summary>
    private void Gate(TimeRows pair, TimeRows product)
    {
        for (int row = 0; row < _gated; row++)
        {
            float* filter = pair.Row(row), gate = pair.Row(_gated + row);
            GatedUnit.Forward(filter, gate, filter, gate, product.Row(row), pair.Steps);
        }
    }

    private static void Copy(float* source, float* target, int count)
    {
        if (source is not null) new ReadOnlySpan<float>(source, count).CopyTo(new(target, count));
    }
}
