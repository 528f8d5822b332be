using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// Convolution, BatchNorm, ReLU and pooling of 2 × 2. In training the convolution's outputs are stored, because their mean and variance over the batch must be known before the first can be
/// normalised; mean and squared deviations are taken row by row while the rows are in the cache. The gradients by the BatchNorm's parameters need only the values that the pooling kept.
/// </summary>
internal sealed unsafe class NormalizedConvolutionStep : DirectConvolutionStep
{
    private readonly PooledPlanes _planes;
    private readonly ChannelNormalization _normalization;
    private readonly NetworkLayer _normLayer;
    private readonly TimeAxis? _time;
    private readonly Block _convolved, _kept, _moments;
    private readonly Action<int, int> _pool, _sum;
    private int _batch;
    private bool _training;

    public NormalizedConvolutionStep(ConvolutionGeometry geometry, bool hasBias, NetworkLayer layer, BatchNorm norm, NetworkLayer normLayer, Wiring wiring) : base(geometry, hasBias, layer, wiring)
    {
        (_planes, _normLayer, _normalization) = (new(wiring), normLayer, new(norm, normLayer, wiring));
        _time = normLayer.InputTime;
        _convolved = wiring.Arena.Reserve((long)wiring.Capacity * layer.Output.Count);
        _kept = wiring.Arena.Reserve((long)wiring.Capacity * OutputCount);
        _moments = wiring.Arena.Reserve((long)wiring.Capacity * Channels * sizeof(RowMoments) / sizeof(float));
        (_pool, _sum) = (PoolExample, SumChannel);
    }

    public override IReadOnlyList<(NetworkLayer Layer, Block Values, int Count)> Outputs => [(Layer, _convolved, Layer.Output.Count), (_normLayer, Output, OutputCount)];

    public override void Forward(int batch, RunMode mode)
    {
        (_batch, _training) = (batch, mode.Training);
        if (_training) Wiring.Arena.Span(_moments, (long)batch * Channels * sizeof(RowMoments) / sizeof(float)).Clear();
        else _normalization.UseRunningEstimates();
        base.Forward(batch, mode);
        if (!_training) return;
        for (int channel = 0; channel < Channels; channel++)
        {
            var moments = default(RowMoments);
            for (int example = 0; example < batch; example++) moments.Add(MomentsOf(example)[channel]);
            _normalization.Use(channel, moments);
        }
        Wiring.Team.Run(batch, _pool);
    }

    public override void Backward(int batch)
    {
        Wiring.Team.Run(Channels, _sum);
        base.Backward(batch);
    }

    /// <summary>With the running estimates there is nothing to wait for.</summary>
    protected override void TakeRows(int example, int y, float* rows, int stride)
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            float* top = rows + channel * stride, bottom = top + stride / 2;
            if (!_training) Pool(example, channel, y / 2, top, bottom);
            else
            {
                float* target = ConvolvedOf(example, channel) + (long)y * Width;
                Keep(top, target, ValidWidth(example, y), ref MomentsOf(example)[channel]);
                if (y + 1 < Height) Keep(bottom, target + Width, ValidWidth(example, y + 1), ref MomentsOf(example)[channel]);
            }
        }
    }

    protected override void GiveGradient(int example, int channel, int first, int count, float* rows, int stride)
    {
        _planes.Spread(OutputGradientOf(example), example, channel, first, count, rows, stride);
        var (mean, scale, slope, shift) = _normalization.InputGradient(channel);
        float* convolved = ConvolvedOf(example, channel) + (long)first * Width;
        for (int y = 0; y < count; y++, rows += stride, convolved += Width)
        {
            var row = new Span<float>(rows, Width);
            if (_training)
            {
                NormalizedRow.Backward(new(convolved, Width), row, mean, scale, slope, shift, row);
                row[ValidWidth(example, first + y)..].Clear();
            }
            else TensorPrimitives.Multiply(row, scale, row);
        }
    }

    private void Keep(float* row, float* target, int valid, ref RowMoments moments)
    {
        var values = new ReadOnlySpan<float>(row, Width);
        values.CopyTo(new(target, Width));
        if (valid > 0) moments.Add(RowMoments.Of(values[..valid]));
    }

    /// <summary>Pixels of a row of the convolution's outputs that are no padding.</summary>
    private int ValidWidth(int example, int y)
    {
        if (_time is null || !Wiring.Lengths.IsRagged) return Width;
        int steps = Wiring.Lengths.StepsOf(example, _time);
        return _time.Axis == 2 ? steps : y < steps ? Width : 0;
    }

    /// <summary>Values of a channel in the batch that are no padding.</summary>
    private double Count()
    {
        if (_time is null) return (double)_batch * Height * Width;
        double count = 0;
        for (int example = 0; example < _batch; example++) count += (double)Wiring.Lengths.StepsOf(example, _time) * (_time.Axis == 2 ? Height : Width);
        return count;
    }

    private void PoolExample(int example, int worker)
    {
        for (int channel = 0; channel < Channels; channel++)
            for (int y = 0; y < _planes.Height; y++)
            {
                float* top = ConvolvedOf(example, channel) + 2L * y * Width;
                Pool(example, channel, y, top, top + Width);
            }
    }

    private void Pool(int example, int channel, int y, float* top, float* bottom)
    {
        if (y >= _planes.Height) return;
        var (scale, shift) = _normalization.Map(channel);
        long at = _planes.RowOf(channel, y);
        RectifiedPooling.Forward(top, bottom, _planes.Width, scale, shift, OutputOf(example) + at, KeptOf(example) + at, _planes.Places(example) + at);
    }

    private void SumChannel(int channel, int worker)
    {
        double sum = 0, correlation = 0;
        float mean = _normalization.Mean(channel);
        long at = _planes.RowOf(channel, 0);
        for (int example = 0; example < _batch; example++)
        {
            var (gradient, product) = RectifiedPooling.GradientSums(KeptOf(example) + at, OutputGradientOf(example) + at, _planes.Places(example) + at, _planes.Height * _planes.Width, mean);
            (sum, correlation) = (sum + gradient, correlation + product);
        }
        _normalization.Backward(channel, sum, correlation, Count(), _training);
    }

    private float* ConvolvedOf(int example, int channel) => Wiring.Arena.At(_convolved) + ((long)example * Channels + channel) * Height * Width;

    /// <summary>The convolution's outputs that the pooling kept.</summary>
    private float* KeptOf(int example) => Wiring.Arena.At(_kept) + (long)example * OutputCount;

    private RowMoments* MomentsOf(int example) => (RowMoments*)Wiring.Arena.At(_moments) + (long)example * Channels;
}
