using System.Numerics.Tensors;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>The spectra of a block of frames → the logarithms of their mel bands; what depends on the whole signal, the floor and a maximum as reference, is done once all are there.</summary>
internal sealed class LogMelBands(LogarithmicMelOptions options)
{
    private readonly MelBands _bands = new(options);
    private readonly double? _reference = Decibels.OfReference(options.ReferencePower, options.MinimumPower);

    public Stft Stft => _bands.Stft;

    public int Count => _bands.Count;

    /// <param name="values">[bands, lanes].</param>
    public void Compute(Stft.Workspace spectra, Span<double> values)
    {
        _bands.Compute(spectra, values);
        switch (options.Logarithm)
        {
            case MelLogarithm.Decibels:
                Decibels.Logarithm(values, options.MinimumPower);
                if (_reference is { } reference and not 0) TensorPrimitives.Subtract(values, reference, values);
                break;
            case MelLogarithm.Natural:
                TensorPrimitives.Max(values, options.MinimumPower, values);
                TensorPrimitives.Log<double>(values, values);
                break;
            default:
                TensorPrimitives.Add(values, options.MinimumPower, values);
                TensorPrimitives.Log<double>(values, values);
                break;
        }
    }

    /// <summary>Of a whole signal's values: the floor below which none may lie, and what is then to be subtracted from all.</summary>
    public (double Floor, double Reference) OfWhole(in SignalValues values)
    {
        if (!options.NeedsWholeSignal) return (double.NegativeInfinity, 0);
        double maximum = values.Maximum();
        return (maximum - (options.TopDecibels ?? double.PositiveInfinity), options.ReferencePower is null ? maximum : 0);
    }

    /// <exception cref="NotSupportedException">A frame depends on the whole signal.</exception>
    public void ThrowUnlessStreaming()
    {
        if (options.NeedsWholeSignal)
            throw new NotSupportedException($"{options.WholeSignalOption} makes every frame depend on the loudest of the signal, which a stream does not know yet; set TopDecibels to null and ReferencePower to a number.");
    }
}
