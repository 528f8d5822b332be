using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// Y[batch, units] = X[batch, features] · Wᵀ + b. The parts are blocks of W, units forward and features backward, so that each weight, the bulk of the data, is read once by one thread.
/// </summary>
internal sealed unsafe class LinearStep : LayerStep
{
    /// <summary>Features of one part of the backward pass.</summary>
    private const int FeatureBlock = 512;

    private readonly int _features, _units;
    private readonly Parameter _weight, _bias;
    private readonly Block _inputRows, _gradientRows, _gradientRowsTransposed;
    private readonly Action<int, int> _pack, _forward, _backward;
    private int _batch;

    public LinearStep(NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        (_features, _units) = (InputCount, OutputCount);
        (_weight, _bias) = (wiring.Parameters.Of(layer, "weight"), wiring.Parameters.Of(layer, "bias"));
        _inputRows = wiring.Arena.Reserve(Panels.LengthOfRows(wiring.Capacity, _features));
        _gradientRows = wiring.Arena.Reserve(Panels.LengthOfRows(wiring.Capacity, _units));
        _gradientRowsTransposed = wiring.Arena.Reserve(Panels.LengthOfRows(_units, wiring.Capacity));
        wiring.Arena.ReserveScratch(Math.Max(Panels.LengthOfColumns(Panels.Columns, MatrixProduct.DepthBlock), Panels.LengthOfColumns(FeatureBlock, Math.Max(_units, wiring.Capacity))));
        (_pack, _forward, _backward) = (PackInputs, ForwardUnits, BackwardFeatures);
    }

    public override void Forward(int batch, RunMode mode)
    {
        _batch = batch;
        Wiring.Team.Run((batch + Panels.Rows - 1) / Panels.Rows, _pack);
        Wiring.Team.Run((_units + Panels.Columns - 1) / Panels.Columns, _forward);
    }

    public override void Backward(int batch)
    {
        float* gradient = OutputGradientOf(0);
        new Panels((nint)Wiring.Arena.At(_gradientRows), _units).PackRows(gradient, _units, batch, _units);
        new Panels((nint)Wiring.Arena.At(_gradientRowsTransposed), batch).PackRowsTransposed(gradient, _units, _units, batch);
        for (int unit = 0; unit < _units; unit++)
        {
            float sum = 0;
            for (int example = 0; example < batch; example++) sum += gradient[example * _units + unit];
            _bias.Gradient[unit] = sum;
        }
        Wiring.Team.Run((_features + FeatureBlock - 1) / FeatureBlock, _backward);
    }

    private void PackInputs(int part, int worker)
    {
        int example = part * Panels.Rows;
        new Panels((nint)Wiring.Arena.At(_inputRows), _features).AtRow(example).PackRows(InputOf(example), _features, Math.Min(Panels.Rows, _batch - example), _features);
    }

    private void ForwardUnits(int part, int worker)
    {
        int unit = part * Panels.Columns, units = Math.Min(Panels.Columns, _units - unit);
        var inputs = new Panels((nint)Wiring.Arena.At(_inputRows), _features);
        var weights = new Panels((nint)Wiring.Arena.Scratch(worker), MatrixProduct.DepthBlock);
        for (int example = 0; example < _batch; example++) new ReadOnlySpan<float>(_bias.Values + unit, units).CopyTo(new(OutputOf(example) + unit, units));
        for (int k = 0; k < _features; k += MatrixProduct.DepthBlock)
        {
            int depth = Math.Min(MatrixProduct.DepthBlock, _features - k);
            weights.PackColumnsTransposed(_weight.Values + (long)unit * _features + k, _features, depth, units);
            MatrixProduct.Multiply(inputs.RowsFrom(k), weights, depth, OutputOf(0) + unit, _units, _batch, units, accumulate: true);
        }
    }

    private void BackwardFeatures(int part, int worker)
    {
        int feature = part * FeatureBlock, features = Math.Min(FeatureBlock, _features - feature);
        nint scratch = (nint)Wiring.Arena.Scratch(worker);
        var inputs = new Panels(scratch, _batch);
        inputs.PackColumns(InputOf(0) + feature, _features, _batch, features);
        var transposed = new Panels((nint)Wiring.Arena.At(_gradientRowsTransposed), _batch);
        MatrixProduct.Multiply(transposed, inputs, _batch, _weight.Gradient + feature, _features, _units, features, accumulate: false);
        if (!Wiring.NeedsInputGradient) return;
        var weights = new Panels(scratch, _units);
        weights.PackColumns(_weight.Values + feature, _features, _units, features);
        MatrixProduct.Multiply(new((nint)Wiring.Arena.At(_gradientRows), _units), weights, _units, InputGradientOf(0) + feature, _features, _batch, features, accumulate: false);
    }
}
